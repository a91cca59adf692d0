"""Registrations (登记信息) of market regulation: who the firm is."""

from jiaxin.facts.firms.rules.profile import Capital, FirmStatus
from jiaxin.gateways.exchange import columns, firm_rows
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words

ADAPTER = Adapter(
    service="firm-registration",
    words=Words(zh="企业登记信息", en="Registrations of firms"),
    sorts=frozenset({PartySort.MARKET}),
    columns=(
        columns.CODE,
        columns.text("name", 200, "企业名称", "its name"),
        columns.word("status", tuple(FirmStatus), "登记状态", "how it stands"),
        columns.word("capital", tuple(Capital), "资本类型", "whose money it is"),
        columns.text("region", 6, "所在地区划代码", "where it is: six digits"),
        columns.text("address", 300, "住所", "its address"),
        columns.day("registered_on", "成立日期", "registered on", required=False),
        columns.text("scope", 4000, "经营范围", "what it may do", required=False),
        columns.text("authority", 200, "登记机关", "who registered it", required=False),
        columns.CHECKED_AT,
        columns.FIXES,
    ),
    taker=Taker.FIRMS,
    fact="registration",
    content=firm_rows.content,
    check=firm_rows.check_of("registration"),
)
