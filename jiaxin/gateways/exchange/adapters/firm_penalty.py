"""Penalties (行政处罚) in the fields of the national double publicity 双公示."""

from jiaxin.facts.firms.rules.penalties import Grade
from jiaxin.gateways.exchange import columns, firm_rows
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words

ADAPTER = Adapter(
    service="firm-penalty",
    words=Words(zh="企业行政处罚", en="Penalties of firms"),
    sorts=frozenset({PartySort.MARKET, PartySort.CREDIT}),
    columns=(
        columns.text("CF_XDR_MC", 200, "相对人名称", "the firm's name"),
        columns.text("CF_XDR_LB", 16, "相对人类别", "法人及非法人组织 or 个体工商户"),
        columns.credit_code("CF_XDR_SHXYM"),
        columns.text("CF_FRDB", 50, "法定代表人", "its legal representative", required=False),
        columns.text(
            "CF_FR_ZJLX", 64, "法定代表人证件类型", "the kind of document", required=False
        ),
        columns.text(
            "CF_FR_ZJHM",
            64,
            "法定代表人证件号码",
            "its number; sealed, shown to nobody",
            required=False,
        ),
        columns.text("CF_XDR_ZJLX", 64, "证件类型", "the kind of document", required=False),
        columns.text(
            "CF_XDR_ZJHM", 64, "证件号码", "its number; sealed, shown to nobody", required=False
        ),
        columns.text("CF_XDR_GSZC", 50, "工商注册号", "registration number", required=False),
        columns.text("CF_XDR_ZZJG", 9, "组织机构代码", "organisation code", required=False),
        columns.text("CF_XDR_SWDJ", 15, "税务登记号", "tax number", required=False),
        columns.text("CF_XDR_SYDW", 12, "事业单位证书号", "institution number", required=False),
        columns.text("CF_XDR_SHZZ", 50, "社会组织登记证号", "society number", required=False),
        columns.text("CF_WSH", 128, "决定书文号", "the document's number"),
        columns.text("CF_WFXW", 2000, "违法行为类型", "the breach"),
        columns.text("CF_SY", 5000, "违法事实", "the facts"),
        columns.text("CF_YJ", 2000, "处罚依据", "the law"),
        columns.text("CF_CFLB", 128, "处罚类别", "its kinds, as the standard names them"),
        columns.text("CF_NR", 4000, "处罚内容", "what was imposed"),
        columns.text(
            "CF_NR_FK", 24, "罚款金额（万元）", "the fine, in ten thousand yuan", required=False
        ),
        columns.text("CF_NR_WFFF", 24, "没收金额（万元）", "what was confiscated", required=False),
        columns.text("CF_NR_ZKDX", 200, "暂扣或吊销证照", "the licence", required=False),
        columns.day("CF_JDRQ", "处罚决定日期", "decided on"),
        columns.day("CF_YXQ", "处罚有效期", "its last day", required=False),
        columns.day("CF_GSJZQ", "公示截止期", "shown until", required=False),
        columns.text("CF_CFJG", 200, "决定机关", "the authority"),
        columns.text("CF_CFJGDM", 18, "决定机关代码", "its code"),
        columns.text("CF_SJLY", 200, "数据来源单位", "who put it on the sheet", required=False),
        columns.text("CF_SJLYDM", 18, "数据来源单位代码", "its code", required=False),
        columns.text("BZ", 512, "备注", "a note", required=False),
        columns.word("grade", tuple(Grade), "失信程度", "how grave it is", required=False),
        columns.CHECKED_AT,
        columns.FIXES,
    ),
    taker=Taker.FIRMS,
    fact="penalty",
    content=firm_rows.content,
    check=firm_rows.check_of("penalty"),
)
