"""Permits (行政许可) in the fields of the national double publicity 双公示."""

from jiaxin.gateways.exchange import columns, firm_rows
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words

ADAPTER = Adapter(
    service="firm-permit",
    words=Words(zh="企业行政许可", en="Permits of firms"),
    sorts=frozenset({PartySort.MARKET, PartySort.CREDIT}),
    columns=(
        columns.text("XK_XDR_MC", 200, "相对人名称", "the firm's name"),
        columns.text("XK_XDR_LB", 16, "相对人类别", "法人及非法人组织 or 个体工商户"),
        columns.credit_code("XK_XDR_SHXYM"),
        columns.text("XK_FRDB", 50, "法定代表人", "its legal representative", required=False),
        columns.text(
            "XK_FR_ZJLX", 64, "法定代表人证件类型", "the kind of document", required=False
        ),
        columns.text(
            "XK_FR_ZJHM",
            64,
            "法定代表人证件号码",
            "its number; sealed, shown to nobody",
            required=False,
        ),
        columns.text("XK_XDR_ZJLX", 64, "证件类型", "the kind of document", required=False),
        columns.text(
            "XK_XDR_ZJHM", 64, "证件号码", "its number; sealed, shown to nobody", required=False
        ),
        columns.text("XK_XDR_GSZC", 50, "工商注册号", "registration number", required=False),
        columns.text("XK_XDR_ZZJG", 9, "组织机构代码", "organisation code", required=False),
        columns.text("XK_XDR_SWDJ", 15, "税务登记号", "tax number", required=False),
        columns.text("XK_XDR_SYDW", 12, "事业单位证书号", "institution number", required=False),
        columns.text("XK_XDR_SHZZ", 50, "社会组织登记证号", "society number", required=False),
        columns.text("XK_XKWS", 64, "许可文书名称", "the document's name"),
        columns.text("XK_WSH", 64, "许可文书号", "its number"),
        columns.text("XK_XKLB", 256, "许可类别", "its kind"),
        columns.text("XK_XKZS", 64, "许可证书名称", "the certificate's name", required=False),
        columns.text("XK_XKBH", 64, "许可编号", "its number", required=False),
        columns.text("XK_NR", 4000, "许可内容", "what is permitted"),
        columns.day("XK_JDRQ", "许可决定日期", "decided on"),
        columns.day("XK_YXQZ", "有效期自", "its first day"),
        columns.day("XK_YXQZI", "有效期至", "its last day; 2099-12-31 for none"),
        columns.text("XK_XKJG", 200, "决定机关", "the authority"),
        columns.text("XK_XKJGDM", 18, "决定机关代码", "its code"),
        columns.text("XK_SJLY", 200, "数据来源单位", "who put it on the sheet", required=False),
        columns.text("XK_SJLYDM", 18, "数据来源单位代码", "its code", required=False),
        columns.text("BZ", 512, "备注", "a note", required=False),
        columns.CHECKED_AT,
        columns.FIXES,
    ),
    taker=Taker.FIRMS,
    fact="permit",
    content=firm_rows.content,
    check=firm_rows.check_of("permit"),
)
