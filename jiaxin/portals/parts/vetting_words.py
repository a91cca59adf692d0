"""What pages say of the vetting desk: the same words on her page and at the desk."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.flows.vetting.rules import Cause, Ground, Instance, Paper, Says, State, Urgency, WhyBack
from jiaxin.ground.words import Words

STATES = {
    State.OPENED: Words(zh="等第一人", en="Waits for the first"),
    State.PROPOSED: Words(zh="等第二人", en="Waits for the second"),
    State.DIFFERED: Words(zh="等第三人", en="Waits for a third"),
    State.CLEARED: Words(zh="未发现", en="None found"),
    State.NOT_ISSUED: Words(zh="不予出具", en="Not issued"),
    State.CLOSED: Words(zh="不用再核实", en="Nothing left to verify"),
    State.APPEALED: Words(zh="申诉，等第一人", en="Appeal: the first"),
    State.APPEAL_PROPOSED: Words(zh="申诉，等第二人", en="Appeal: the second"),
    State.APPEAL_DIFFERED: Words(zh="申诉，等第三人", en="Appeal: a third"),
    State.UPHELD: Words(zh="申诉后维持", en="Upheld on appeal"),
}
STATE_LOOKS = {
    State.OPENED: "none",
    State.PROPOSED: "none",
    State.DIFFERED: "warn",
    State.CLEARED: "ok",
    State.NOT_ISSUED: "bad",
    State.CLOSED: "ok",
    State.APPEALED: "none",
    State.APPEAL_PROPOSED: "none",
    State.APPEAL_DIFFERED: "warn",
    State.UPHELD: "bad",
}
# What she is told of it; who sits where is the desk's own business.
STATE_TO_HER = {
    State.OPENED: Words(zh="工作人员正在核实", en="People are verifying it"),
    State.PROPOSED: Words(zh="工作人员正在核实", en="People are verifying it"),
    State.DIFFERED: Words(zh="工作人员正在核实", en="People are verifying it"),
    State.CLEARED: Words(zh="核实完了：未发现", en="Verified: none found"),
    State.NOT_ISSUED: Words(zh="证书已停用", en="Certificate revoked"),
    State.CLOSED: Words(zh="不用再核实了", en="Nothing left to verify"),
    State.APPEALED: Words(zh="正在办理您的申诉", en="Your appeal is being looked at"),
    State.APPEAL_PROPOSED: Words(zh="正在办理您的申诉", en="Your appeal is being looked at"),
    State.APPEAL_DIFFERED: Words(zh="正在办理您的申诉", en="Your appeal is being looked at"),
    State.UPHELD: Words(zh="证书已停用", en="Certificate revoked"),
}

CAUSES = {
    Cause.ANSWER: Words(zh="答复待核实", en="To be verified"),
    Cause.YEARLY: Words(zh="满一年复查", en="A year is over"),
    Cause.CHANGED: Words(zh="答复有变", en="The answer changed"),
}

SAYS = {
    Says.NONE_FOUND: Words(zh="未发现", en="None found"),
    Says.NOT_ISSUED: Words(zh="不予出具", en="Not issued"),
    Says.SENT_BACK: Words(zh="退回第一位", en="Sent back to the first"),
}
SAYS_LOOKS = {Says.NONE_FOUND: "ok", Says.NOT_ISSUED: "bad", Says.SENT_BACK: "warn"}

GROUNDS = {
    Ground.ANOTHER_PERSON: Words(zh="不是同一个人", en="It is another person"),
    Ground.OUT_OF_WINDOW: Words(zh="超出核查年限", en="Outside the years that count"),
    Ground.NOT_LISTED: Words(zh="不在核查的类别里", en="Not among what is checked for"),
    Ground.NOT_STANDING: Words(zh="已撤销或不成立", en="Annulled, or did not stand"),
    Ground.CONFIRMED: Words(zh="来源部门书面确认", en="The source confirmed it in writing"),
    Ground.UNCLEAR: Words(zh="还有没弄清的地方", en="Something is still unclear"),
}

INSTANCES = {
    Instance.FIRST: Words(zh="初次核实", en="First decision"),
    Instance.APPEAL: Words(zh="申诉", en="Appeal"),
}

WHY_BACK = {
    WhyBack.RELATED: Words(zh="是亲属或熟人，回避", en="A relative or acquaintance: I step back"),
    WhyBack.SAME_FIRM: Words(zh="与本人同一企业，回避", en="Of the same firm: I step back"),
    WhyBack.AWAY: Words(zh="暂时不能办理", en="I cannot deal with it now"),
}

URGENCIES = {
    Urgency.FINE: Words(zh="未到期", en="In time"),
    Urgency.SOON: Words(zh="快到期", en="Due soon"),
    Urgency.LATE: Words(zh="已超期", en="Late"),
}
URGENCY_LOOKS = {Urgency.FINE: "none", Urgency.SOON: "warn", Urgency.LATE: "bad"}

PAPERS = {
    Paper.PHOTO: Words(zh="照片", en="Photo"),
    Paper.PDF: Words(zh="PDF 文件", en="PDF"),
}

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    State: STATES,
    Cause: CAUSES,
    Says: SAYS,
    Ground: GROUNDS,
    Instance: INSTANCES,
    WhyBack: WHY_BACK,
    Urgency: URGENCIES,
    Paper: PAPERS,
}
SAYS_MORE: dict[type[StrEnum], Mapping[Any, Words]] = {State: STATE_TO_HER}
LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    State: STATE_LOOKS,
    Says: SAYS_LOOKS,
    Urgency: URGENCY_LOOKS,
}
