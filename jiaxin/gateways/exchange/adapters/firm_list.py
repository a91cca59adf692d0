"""Red and black lists (守信激励、失信惩戒名单) of Credit China."""

from jiaxin.facts.firms.rules.lists import Listed
from jiaxin.gateways.exchange import columns, firm_rows
from jiaxin.gateways.exchange.adapters import Adapter, Taker
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.ground.words import Words

ADAPTER = Adapter(
    service="firm-list",
    words=Words(zh="企业红黑名单", en="Red and black lists"),
    sorts=frozenset({PartySort.CREDIT}),
    columns=(
        columns.CODE,
        columns.word("list", tuple(Listed), "名单", "which list"),
        columns.day("first", "列入日期", "its first day"),
        columns.day("last", "截止日期", "its last day", required=False),
        columns.day("removed_on", "移出日期", "taken off on", required=False),
        columns.text("authority", 200, "认定单位", "who listed it"),
        columns.text("reason", 2000, "列入事由", "why", required=False),
        columns.CHECKED_AT,
        columns.FIXES,
    ),
    taker=Taker.FIRMS,
    fact="listing",
    content=firm_rows.content,
    check=firm_rows.check_of("listing"),
)
