"""The console's menu: one entry a page, for the roles that have it. A new page adds its line."""

from jiaxin.flows.complaints import reads as complaints
from jiaxin.flows.complaints.rules import State as ComplaintState
from jiaxin.flows.corrections import reads as corrections
from jiaxin.flows.corrections.rules import ON_DESK
from jiaxin.flows.filings import reads as filings
from jiaxin.flows.registers import reads as registers
from jiaxin.flows.reviews import reads as reviews
from jiaxin.flows.rights import reads as rights
from jiaxin.flows.vetting import reads as vetting
from jiaxin.flows.vetting.rules import Urgency
from jiaxin.gateways.exchange import sources
from jiaxin.ground.words import Words
from jiaxin.portals.parts.menus import Entry, Standing, offer
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import CONSOLE, OFFICERS, Role
from jiaxin.trust.audit import flags
from jiaxin.trust.identity import proposals


def _vetting(actor: Actor) -> Standing:
    """How the vetting desk stands in this reviewer's region."""
    rows = vetting.queue(actor)
    return Standing(
        waiting=len(rows),
        late=sum(row.urgency is Urgency.LATE for row in rows),
        oldest=min((row.opened_at for row in rows), default=None),
    )


def _exchange(actor: Actor) -> Standing:
    """How many sources want attention."""
    return Standing(waiting=sum(one.is_in_trouble for one in sources.every()))


def _filings(actor: Actor) -> Standing:
    """How the queue of an officer's region stands."""
    tally = filings.tally(actor)
    return Standing(waiting=tally.waiting, late=tally.late, oldest=tally.oldest)


def _breaches(actor: Actor) -> Standing:
    """How many breaches are not closed."""
    rows = [row for row in registers.breaches(actor) if row.closed_at is None]
    return Standing(
        waiting=len(rows),
        late=sum(row.is_late and row.reported_at is None for row in rows),
        oldest=min((row.found_at for row in rows), default=None),
    )


def _assessments(actor: Actor) -> Standing:
    """How many assessments are due for review."""
    return Standing(waiting=sum(row.is_due for row in registers.assessments(actor)))


def _corrections(actor: Actor) -> Standing:
    """How corrections stand at this officer's desk, in her region."""
    rows = [row for row in corrections.queue(actor) if row.state in ON_DESK]
    return Standing(
        waiting=len(rows),
        late=sum(row.urgency is Urgency.LATE for row in rows),
        oldest=min((row.filed_at for row in rows), default=None),
    )


def _reviews(actor: Actor) -> Standing:
    """Reviews that a person has to read."""
    rows = reviews.queue(actor)
    return Standing(waiting=len(rows), oldest=min((row.opened_at for row in rows), default=None))


def _complaints(actor: Actor) -> Standing:
    """How complaints stand at this officer's desk, in her region."""
    rows = [row for row in complaints.queue(actor) if row.state is ComplaintState.AT_DESK]
    return Standing(
        waiting=len(rows),
        late=sum(row.urgency is Urgency.LATE for row in rows),
        oldest=min((row.filed_at for row in rows), default=None),
    )


def _closings(actor: Actor) -> Standing:
    """What kin asked, and this officer may decide now."""
    rows = [row for row in rights.closings(actor) if row.ended_at is None and row.bar is None]
    return Standing(waiting=len(rows), oldest=min((row.asked_at for row in rows), default=None))


def _releases(actor: Actor) -> Standing:
    """What waits for a second person, or is past its time."""
    rows = proposals.waiting(actor)
    return Standing(
        waiting=len(rows),
        late=sum(row.is_past for row in rows),
        oldest=min((row.proposed_at for row in rows), default=None),
    )


def _flags(actor: Actor) -> Standing:
    """What nobody has closed yet."""
    count, oldest = flags.how_many_wait(actor)
    return Standing(waiting=count, oldest=oldest)


ENTRIES = (
    Entry("console:home", CONSOLE, Words(zh="工作台", en="Start"), "home"),
    Entry(
        "console:coverage",
        {Role.SYSTEM_ADMIN, Role.COMMERCE_OFFICER},
        Words(zh="每日比对", en="Daily comparison"),
        "clock",
        Words(
            zh="多少人在 24 小时内比对过，最久的是什么时候",
            en="How many were compared within 24 hours, and the oldest",
        ),
    ),
    Entry(
        "console:exchange",
        {Role.SYSTEM_ADMIN, Role.COMMERCE_OFFICER},
        Words(zh="数据交换", en="Exchange"),
        "share",
        Words(
            zh="每个来源通不通、批次办到哪、隔离了多少",
            en="How each source does, how far its batches are, what waits",
        ),
        _exchange,
    ),
    Entry(
        "console:filings",
        {Role.COMMERCE_OFFICER},
        Words(zh="备案和奖励审核", en="Filings and awards"),
        "book",
        Words(zh="企业备案、变更和行政奖励", en="Filings of firms, their changes and awards"),
        _filings,
    ),
    Entry(
        "console:firms",
        {Role.COMMERCE_OFFICER},
        Words(zh="家政企业", en="Firms"),
        "work",
        Words(
            zh="本地区企业的全部信息和来源", en="All that is known of firms here, and from where"
        ),
    ),
    Entry(
        "console:accounts",
        {Role.SECURITY_ADMIN},
        Words(zh="工作账号", en="Staff accounts"),
        "people",
        Words(
            zh="开通、停用、重置账号，结束登录",
            en="Open, close and reset accounts, end sign-ins",
        ),
    ),
    Entry(
        "console:breaches",
        {Role.SECURITY_ADMIN},
        Words(zh="数据安全事件", en="Breaches"),
        "bell",
        Words(
            zh="登记、24 小时内报告、通知受影响的人",
            en="Enter, report within 24 hours, tell those concerned",
        ),
        _breaches,
    ),
    Entry(
        "console:assessments",
        {Role.SECURITY_ADMIN},
        Words(zh="影响评估", en="Impact assessments"),
        "book",
        Words(
            zh="处理敏感信息之前的评估，到期复评",
            en="Before sensitive data are handled; reviewed in time",
        ),
        _assessments,
    ),
    Entry(
        "console:shared",
        {Role.SECURITY_ADMIN, Role.AUDIT_ADMIN},
        Words(zh="对外提供记录", en="Records of sharing"),
        "eye",
        Words(
            zh="服务员的信息给了谁、多少人、什么时候；留存 3 年以上",
            en="To whom workers' data were given, of how many, when; for three years and more",
        ),
    ),
    Entry(
        "console:flags",
        {Role.SECURITY_ADMIN},
        Words(zh="异常提示", en="Flags"),
        "warn",
        Words(
            zh="查得太多、办得太多、一次登录在两处使用",
            en="Asking about too many, dealing with too many, one sign-in in two places",
        ),
        _flags,
    ),
    Entry(
        "console:releases",
        {Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN},
        Words(zh="待放行", en="To be released"),
        "key",
        Words(
            zh="背景核实人员的账号：安全管理员提出，系统管理员放行",
            en="Reviewers' accounts: the security administrator proposes, the system one releases",
        ),
        _releases,
    ),
    Entry(
        "console:vetting",
        {Role.REVIEWER},
        Words(zh="待核实", en="To be verified"),
        "shield",
        Words(
            zh="机器不下结论，两人核实，本人先申辩",
            en="No machine decides: two persons do, and she is heard first",
        ),
        _vetting,
    ),
    Entry(
        "console:complaints",
        {Role.COMMERCE_OFFICER},
        Words(zh="投诉", en="Complaints"),
        "bell",
        Words(
            zh="家庭、服务员、企业之间的服务投诉",
            en="What families, workers and firms complain of each other",
        ),
        _complaints,
    ),
    Entry(
        "console:corrections",
        set(OFFICERS),
        Words(zh="异议", en="Corrections"),
        "pen",
        Words(
            zh="服务员和企业说哪一项不对；按工作日办结，写明理由",
            en="What workers and firms say is wrong; decided in working days, with reasons",
        ),
        _corrections,
    ),
    Entry(
        "console:reviews",
        {Role.COMMERCE_OFFICER},
        Words(zh="服务评价", en="Reviews"),
        "message",
        Words(
            zh="用词需要人看的、服务员举报的，决定能不能展示",
            en="What wants a reader or was reported: whether it stays",
        ),
        _reviews,
    ),
    Entry(
        "console:orders",
        {Role.HEALTH_OFFICER},
        Words(zh="防疫令", en="Epidemic orders"),
        "shield",
        Words(
            zh="登记和关闭防疫令；没有生效的防疫令时，防疫模块是关闭的",
            en="Enter and close orders; without one in force the module is closed",
        ),
    ),
    Entry(
        "console:trail",
        {Role.AUDIT_ADMIN},
        Words(zh="留痕查询", en="The trail"),
        "search",
        Words(
            zh="查谁在什么时候做了什么；查询本身也会留痕",
            en="Who did what, and when; looking here leaves a line, too",
        ),
    ),
    Entry(
        "console:help",
        OFFICERS,
        Words(zh="窗口协助答复", en="Help at the counter"),
        "person",
        Words(
            zh="没有智能手机的服务员来窗口：答复请求、开通短信答复、做纸质卡、挂失",
            en="Workers without a smartphone: answer, switch messages on, print or cancel a card",
        ),
    ),
    Entry(
        "console:closings",
        {Role.COMMERCE_OFFICER},
        Words(zh="已故人员记录", en="Those who died"),
        "people",
        Words(
            zh="亲属申请关闭已故服务员的记录：一人受理，另一人决定，本人先有机会否认",
            en="Kin ask to close a record: one takes it in, another decides, she may object first",
        ),
        _closings,
    ),
)


def offer_all() -> None:
    """Called once, when the apps are there."""
    offer("console", *ENTRIES)
