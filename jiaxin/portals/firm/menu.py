"""The menu of a firm's desk: one entry a page, for its roles. A new page adds its line.

An entry with a `standing` is a queue: the first page says how much of it waits.
"""

from jiaxin.flows.complaints import reads as complaints
from jiaxin.flows.engagements import claims, ledger
from jiaxin.flows.engagements.rules import Check
from jiaxin.flows.filings import reads as filings
from jiaxin.ground.words import Words
from jiaxin.portals.parts.menus import Entry, Standing, offer
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import FIRM, Role


def _minors(actor: Actor) -> Standing:
    """Whoever is due for this year's check."""
    found = ledger.due(actor)
    return Standing(waiting=len(found), late=sum(one.state is Check.DUE for one in found))


def _claims(actor: Actor) -> Standing:
    """What waits for the firm's yes or no."""
    found = claims.waiting(actor)
    return Standing(waiting=len(found), oldest=min((one.asked_at for one in found), default=None))


def _complaints(actor: Actor) -> Standing:
    """What waits for the firm's own word."""
    filed = complaints.waiting_since(actor)
    return Standing(waiting=len(filed), oldest=min(filed, default=None))


def _filings(actor: Actor) -> Standing:
    """What is in the firm's own hands: begun, or returned."""
    mine = [row for row in filings.own(actor) if row.is_open]
    return Standing(waiting=len(mine), oldest=min((row.opened_at for row in mine), default=None))


ENTRIES = (
    Entry("firm:home", FIRM, Words(zh="工作台", en="Start"), "home"),
    Entry(
        "firm:filings",
        FIRM,
        Words(zh="备案和奖励", en="Filings and awards"),
        "book",
        Words(
            zh="企业备案、变更，申报行政奖励，看审核进度",
            en="File the firm, its changes and its awards; see how they stand",
        ),
        _filings,
    ),
    Entry(
        "firm:staff",
        FIRM,
        Words(zh="员工", en="Staff"),
        "work",
        Words(
            zh="邀请入职、请员工授权、查看员工记录",
            en="Invite workers, ask them to authorise, see their records",
        ),
    ),
    Entry(
        "firm:cards",
        FIRM,
        Words(zh="推荐员工", en="Recommend"),
        "share",
        Words(
            zh="按员工自己公开的个人风采，向家庭推荐",
            en="Recommend workers to families by the cards that they put up",
        ),
    ),
    Entry(
        "firm:placements",
        FIRM,
        Words(zh="派单服务", en="Services"),
        "home",
        Words(
            zh="员工在为哪些家庭服务，双方确认没有",
            en="Which families the workers serve, and whether both said yes",
        ),
    ),
    Entry(
        "firm:staff_claims",
        FIRM,
        Words(zh="从业经历确认", en="Work to confirm"),
        "ok",
        Words(zh="服务员写在您企业工作过，是不是", en="Workers say that they worked for you"),
        _claims,
    ),
    Entry(
        "firm:reviews",
        FIRM,
        Words(zh="服务评价", en="Reviews"),
        "message",
        Words(
            zh="家庭对本企业派单服务的评价，可以回应一次",
            en="What families said of services you arranged; one answer each",
        ),
    ),
    Entry(
        "firm:complaints",
        FIRM,
        Words(zh="投诉", en="Complaints"),
        "bell",
        Words(
            zh="投诉本企业的要答复，请本企业调解的提方案",
            en="Answer what is complained of the firm; propose how to settle the rest",
        ),
        _complaints,
    ),
    Entry(
        "firm:staff_minors",
        FIRM,
        Words(zh="涉未成年人岗位核查", en="Work with minors"),
        "heart",
        Words(zh="每年一次背景核查，台账可打印", en="A check each year; the ledger can be printed"),
        _minors,
    ),
    Entry(
        "firm:rosters",
        FIRM,
        Words(zh="导入花名册", en="Import a roster"),
        "people",
        Words(
            zh="上传 .xlsx 或 CSV，检查、修改、导入，看谁已答应",
            en="Upload .xlsx or CSV; check, mend and import it; see who said yes",
        ),
    ),
    Entry(
        "firm:accounts",
        {Role.FIRM_OWNER},
        Words(zh="经办人账号", en="Operators"),
        "people",
        Words(
            zh="开通、停用、重置本企业经办人的账号",
            en="Open, close and reset the accounts of your operators",
        ),
    ),
    Entry(
        "firm:phone",
        {Role.FIRM_OWNER},
        Words(zh="企业联系手机", en="Messages to the firm"),
        "message",
        Words(zh="到期提醒发到哪个手机号", en="Which number is told of what is due"),
    ),
    Entry(
        "firm:corrections",
        FIRM,
        Words(zh="异议和更正", en="Corrections"),
        "pen",
        Words(
            zh="部门报送的哪一项不对，从那一项提出；看进展，可申诉一次",
            en="Dispute what departments say of the firm; follow it; one appeal",
        ),
    ),
    Entry(
        "firm:help",
        FIRM,
        Words(zh="窗口协助答复", en="Help at the counter"),
        "person",
        Words(
            zh="没有智能手机的服务员来窗口：答复请求、开通短信答复、做纸质卡、挂失",
            en="Workers without a smartphone: answer, switch messages on, print or cancel a card",
        ),
    ),
)


def offer_all() -> None:
    """Called once, when the apps are there."""
    offer("firm", *ENTRIES)
