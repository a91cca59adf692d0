"""What is said of a source's health: how it is, and what whoever reads it can do."""

from jiaxin.gateways.exchange.rows import REPLAYED_BY_US, RowFault
from jiaxin.gateways.exchange.rules import Arrival, PartySort, SourceState, State
from jiaxin.ground.words import Words

NAMES: dict[SourceState, Words] = {
    SourceState.ALIVE: Words(zh="正常", en="Well"),
    SourceState.NOTHING_YET: Words(zh="尚无消息", en="Nothing yet"),
    SourceState.ROWS_WAIT: Words(zh="有隔离数据", en="Rows wait"),
    SourceState.NUMBERS_MISSING: Words(zh="批次缺号", en="Batches missing"),
    SourceState.REFUSED: Words(zh="有消息被拒收", en="Messages refused"),
    SourceState.LATE: Words(zh="逾期未报", en="Late"),
    SourceState.STOPPED: Words(zh="有批次停下", en="A batch stopped"),
    SourceState.DECLINES: Words(zh="拒绝查询", en="Declines"),
    SourceState.SILENT: Words(zh="没有答复", en="No answer"),
    SourceState.NOT_TRUSTED: Words(zh="答复不可信", en="Not trusted"),
}

SAYS: dict[SourceState, Words] = {
    SourceState.ALIVE: Words(
        zh="消息按时到，核验都通过。", en="Its messages come in time, and each one checks out."
    ),
    SourceState.NOTHING_YET: Words(
        zh="还没有和它交换过任何消息。", en="No message was ever exchanged with it."
    ),
    SourceState.ROWS_WAIT: Words(
        zh="有数据行填写有误，在隔离区等它改正；其余各行都已登记。",
        en="Some rows are wrong and wait to be mended; every other row was taken in.",
    ),
    SourceState.NUMBERS_MISSING: Words(
        zh="批次序号不连续，中间有批次没有送到。",
        en="Its batches' numbers have gaps: some never arrived.",
    ),
    SourceState.REFUSED: Words(
        zh="有消息不合协议，已整条拒收，没有登记任何内容。",
        en="Messages broke the protocol and were refused whole; nothing of them was taken in.",
    ),
    SourceState.LATE: Words(
        zh="超过约定的时间没有收到消息。",
        en="Nothing came for longer than was agreed.",
    ),
    SourceState.STOPPED: Words(
        zh="有批次中途停下，后面的数据没有登记。",
        en="A batch stopped half way; what follows in it was not taken in.",
    ),
    SourceState.DECLINES: Words(
        zh="它用签名的答复拒绝了查询。本人页面写明数据源暂时联系不上，和上次核查的时间。",
        en="It refuses to answer, over its signature. Her page says that the source cannot be"
        " reached, with the time of the last check.",
    ),
    SourceState.SILENT: Words(
        zh="连接不上、超时，或者它那边出错。本人页面写明数据源暂时联系不上，和上次核查的时间；平台会自动再试。",
        en="It cannot be reached, is too slow, or fails. Her page says that the source cannot be"
        " reached, with the time of the last check; we try again by ourselves.",
    ),
    SourceState.NOT_TRUSTED: Words(
        zh="有答复，但签名、时间、编码或内容核验不通过，已全部作废。本人页面写明数据源暂时联系不上，和上次核查的时间。",
        en="Answers come, but their signature, time, encoding or content does not check out: all"
        " were dropped. Her page says that the source cannot be reached, with the time of the last"
        " check.",
    ),
}

DO: dict[SourceState, Words] = {
    SourceState.ALIVE: Words(zh="不用做什么。", en="Nothing is to be done."),
    SourceState.NOTHING_YET: Words(
        zh="请和该单位核对密钥名片和地址，约定开始的时间。",
        en="Compare cards and addresses with it, and agree when it begins.",
    ),
    SourceState.ROWS_WAIT: Words(
        zh="请通知该单位领回隔离的数据行，改正后重发（协议 9.6）。",
        en="Ask it to fetch its rows from quarantine, and to send them mended (protocol, 9.6).",
    ),
    SourceState.NUMBERS_MISSING: Words(
        zh="请把缺的序号告诉该单位，由它重发。",
        en="Tell it the missing numbers; it sends them again.",
    ),
    SourceState.REFUSED: Words(
        zh="请把拒收的原因告诉该单位，由它改正后重发。",
        en="Tell it why, so that it sends them right.",
    ),
    SourceState.LATE: Words(
        zh="请联系该单位的值班人员；已登记的事实会一直带着原来的日期。",
        en="Call its duty officer. What is on record keeps its old date meanwhile.",
    ),
    SourceState.STOPPED: Words(
        zh="错行太多的，由该单位改正后换新的序号重发；平台存放的文件损坏的，由它重发。",
        en="With too many wrong rows it sends the batch mended, under a new number; where a file"
        " was damaged here, it sends it again.",
    ),
    SourceState.DECLINES: Words(
        zh="请按拒绝代码联系该单位（协议第 6 部分）。",
        en="Call it about the code of its refusal (protocol, part 6).",
    ),
    SourceState.SILENT: Words(
        zh="请联系该单位的值班人员，并检查专线和证书。",
        en="Call its duty officer, and check the line and the certificates.",
    ),
    SourceState.NOT_TRUSTED: Words(
        zh="请马上用电话核对：它的密钥换了没有，时钟和系统对不对；有疑问就吊销它的密钥。",
        en="Call it at once: have its keys changed, are its clock and system right? In doubt revoke"
        " its keys.",
    ),
}

# ok, warn, bad or none: the colour a state is shown in.
LOOKS: dict[SourceState, str] = {
    SourceState.ALIVE: "ok",
    SourceState.NOTHING_YET: "none",
    SourceState.ROWS_WAIT: "warn",
    SourceState.NUMBERS_MISSING: "warn",
    SourceState.REFUSED: "warn",
    SourceState.LATE: "bad",
    SourceState.STOPPED: "bad",
    SourceState.DECLINES: "bad",
    SourceState.SILENT: "bad",
    SourceState.NOT_TRUSTED: "bad",
}

# What is asked of departments, and what pages call them.
DEPARTMENTS: dict[str, Words] = {
    "police": Words(zh="公安数据源", en="Police source"),
    "market": Words(zh="市场监管登记库", en="Market regulation's register"),
}
ASKED: dict[str, Words] = {
    "real-name": Words(zh="实名比对", en="Real name"),
    "background": Words(zh="背景核查", en="Background"),
    "background-slice": Words(zh="每日比对", en="Daily comparison"),
    "firm-representative": Words(zh="法定代表人核对", en="Legal representative"),
    "correction": Words(zh="异议核实", en="Corrections"),
}

SORTS: dict[PartySort, Words] = {
    PartySort.POLICE: Words(zh="公安", en="Police"),
    PartySort.HOSPITAL: Words(zh="体检机构", en="Exam hospital"),
    PartySort.TRAINING: Words(zh="培训机构", en="Training body"),
    PartySort.RATING: Words(zh="评价机构", en="Rating body"),
    PartySort.INSURER: Words(zh="保险公司", en="Insurer"),
    PartySort.MARKET: Words(zh="市场监管", en="Market regulation"),
    PartySort.CREDIT: Words(zh="信用中国", en="Credit China"),
    PartySort.PLATFORM: Words(zh="地方平台", en="Local platform"),
    PartySort.HEALTH: Words(zh="卫生健康部门", en="Health department"),
}

STATES: dict[State, Words] = {
    State.RECEIVING: Words(zh="正在接收", en="Receiving"),
    State.TAKEN: Words(zh="正在登记", en="Being taken in"),
    State.DONE: Words(zh="已办完", en="Done"),
    State.STOPPED: Words(zh="已停下", en="Stopped"),
}
STATE_LOOKS: dict[State, str] = {
    State.RECEIVING: "none",
    State.TAKEN: "none",
    State.DONE: "ok",
    State.STOPPED: "bad",
}
ARRIVALS: dict[Arrival, Words] = {
    Arrival.LIVE: Words(zh="实时", en="Live"),
    Arrival.UPLOAD: Words(zh="批量上传", en="Upload"),
    Arrival.FOLDER: Words(zh="投递目录", en="Drop folder"),
}


def waits_for(fault: RowFault) -> Words:
    """What a row in quarantine waits for."""
    if fault in REPLAYED_BY_US:
        return Words(zh="平台每小时自动再试", en="We try again every hour")
    if fault is RowFault.CONTRADICTS:
        return Words(
            zh="先到的为准；请该单位核对后重报", en="What came first stands; ask it to check"
        )
    return Words(zh="由该单位领回改正", en="Its sender fetches and mends it")


# Why a batch stopped; the protocol's own words for what else is refused.
STOPS: dict[str, Words] = {
    "too_many_faults": Words(zh="错行超过 10,000 行", en="More than 10,000 rows are wrong"),
    "cannot_open": Words(zh="平台存放的文件打不开", en="The file kept here cannot be opened"),
}
