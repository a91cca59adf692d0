"""The daily comparison's refusals."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class RunTakenOver(Refusal):
    """Another process goes on with this run, or it has ended."""

    code = "comparisons.taken_over"
    status = 409
    says = Words(
        zh="这次比对已由另一个进程接手，或已结束。",
        en="Another process goes on with this comparison, or it has ended.",
    )
    do = Words(zh="用 jiaxin compare status 查看进度。", en="See jiaxin compare status.")


class AlreadyRunning(Refusal):
    """A comparison is under way: there is never more than one."""

    code = "comparisons.running"
    status = 409
    says = Words(zh="正在比对，同一时间只进行一次。", en="A comparison is under way already.")
    do = Words(
        zh="不需要做什么；用 jiaxin compare status 查看进度。",
        en="Nothing needs to be done; see jiaxin compare status.",
    )


class NoSource(Refusal):
    """No source for comparisons is joined."""

    code = "comparisons.no_source"
    status = 503
    says = Words(
        zh="还没有与公安数据源配对，无法比对。",
        en="The police source is not paired yet; nothing can be compared.",
    )
    do = Words(
        zh="请先完成数据交换的密钥配对。",
        en="Pair the keys of the exchange first (docs/PROTOCOL.md).",
    )
