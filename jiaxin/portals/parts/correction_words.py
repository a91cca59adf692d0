"""What pages say of corrections: the same words to whoever filed one and at the desks."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.flows.corrections.rules import (
    Claim,
    Desk,
    Finding,
    Instance,
    Means,
    Remedy,
    State,
)
from jiaxin.ground.words import Words

STATES = {
    State.FILED: Words(zh="待转来源", en="To be forwarded"),
    State.FORWARDED: Words(zh="来源核实中", en="With its source"),
    State.AT_DESK: Words(zh="待办理", en="At the desk"),
    State.UPHELD: Words(zh="成立，已更正", en="Upheld, corrected"),
    State.DISMISSED: Words(zh="不成立", en="Dismissed"),
    State.WITHDRAWN: Words(zh="已撤回", en="Withdrawn"),
    State.CLOSED: Words(zh="已终止", en="Closed"),
    State.APPEALED: Words(zh="申诉待办", en="On appeal"),
    State.APPEAL_UPHELD: Words(zh="申诉成立，已更正", en="Upheld on appeal"),
    State.APPEAL_DISMISSED: Words(zh="申诉不成立", en="Dismissed on appeal"),
}
STATE_LOOKS = {
    State.FILED: "warn",
    State.FORWARDED: "warn",
    State.AT_DESK: "warn",
    State.UPHELD: "ok",
    State.DISMISSED: "none",
    State.WITHDRAWN: "none",
    State.CLOSED: "none",
    State.APPEALED: "warn",
    State.APPEAL_UPHELD: "ok",
    State.APPEAL_DISMISSED: "none",
}
# What whoever filed it reads: what happens now, not whose turn it is.
STATE_TO_HER = {
    State.FILED: Words(zh="已经收到，正在转给信息来源", en="Received; its source is being asked"),
    State.FORWARDED: Words(zh="信息来源正在核实", en="Its source is looking at it"),
    State.AT_DESK: Words(zh="主管部门正在办理", en="The department is looking at it"),
    State.UPHELD: Words(zh="您说得对，已经更正", en="You were right; it is corrected"),
    State.DISMISSED: Words(zh="核实后没有更正", en="Looked at, and not changed"),
    State.WITHDRAWN: Words(zh="您已撤回", en="You took it back"),
    State.CLOSED: Words(zh="已终止办理", en="Closed"),
    State.APPEALED: Words(zh="正在办理您的申诉", en="Your appeal is being looked at"),
    State.APPEAL_UPHELD: Words(
        zh="申诉成立，已经更正", en="Your appeal was right; it is corrected"
    ),
    State.APPEAL_DISMISSED: Words(zh="申诉后没有更正", en="Not changed on appeal"),
}

CLAIMS = {
    Claim.NOT_MINE: Words(zh="这不是我的", en="This is not mine"),
    Claim.WRONG: Words(zh="内容写错了", en="Something in it is wrong"),
    Claim.OUTDATED: Words(zh="已经过时了", en="It is out of date"),
}
MEANS = {
    Means.ONLINE: Words(zh="网上提出", en="online"),
    Means.COUNTER: Words(zh="窗口代为提出", en="at a counter, by an officer"),
    Means.PHONE: Words(zh="电话代为提出", en="by telephone, by an officer"),
}
DESKS = {
    Desk.COMMERCE: Words(zh="商务主管部门", en="Commerce department"),
    Desk.HEALTH: Words(zh="卫生健康部门", en="Health department"),
}
INSTANCES = {
    Instance.FIRST: Words(zh="初次决定", en="First decision"),
    Instance.APPEAL: Words(zh="申诉决定", en="Decision on appeal"),
}
FINDINGS = {
    Finding.UPHELD: Words(zh="异议成立", en="Upheld"),
    Finding.DISMISSED: Words(zh="异议不成立", en="Dismissed"),
}
REMEDIES = {
    Remedy.CHANGED: Words(zh="改正内容", en="its content is corrected"),
    Remedy.STRUCK: Words(zh="不再展示", en="it is shown no more"),
}

SOURCES = {desk.value: words for desk, words in DESKS.items()}
WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    State: STATES,
    Claim: CLAIMS,
    Means: MEANS,
    Desk: DESKS,
    Instance: INSTANCES,
    Finding: FINDINGS,
    Remedy: REMEDIES,
}
SAYS: dict[type[StrEnum], Mapping[Any, Words]] = {State: STATE_TO_HER}
LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    State: STATE_LOOKS,
    Finding: {Finding.UPHELD: "ok", Finding.DISMISSED: "none"},
}

# What a fact of a firm is called, and its fields that a person may read and correct.
FIRM_KINDS = {
    "registration": Words(zh="工商登记", en="Business registration"),
    "profile": Words(zh="备案信息", en="Filing"),
    "award": Words(zh="行政奖励", en="Award"),
    "penalty": Words(zh="行政处罚", en="Penalty"),
    "permit": Words(zh="行政许可", en="Permit"),
    "listing": Words(zh="红黑名单", en="List"),
}
FIRM_FIELDS = {
    "name": Words(zh="名称", en="Name"),
    "status": Words(zh="登记状态", en="Status"),
    "capital": Words(zh="资本类型", en="Capital"),
    "region": Words(zh="地区", en="Region"),
    "address": Words(zh="地址", en="Address"),
    "registered_on": Words(zh="成立日期", en="Registered on"),
    "scope": Words(zh="经营范围", en="Scope"),
    "authority": Words(zh="机关", en="Authority"),
    "document": Words(zh="文号", en="Document"),
    "breach": Words(zh="违法行为", en="Breach"),
    "facts": Words(zh="事实", en="Facts"),
    "basis": Words(zh="依据", en="Basis"),
    "content": Words(zh="决定内容", en="Decision"),
    "decided_on": Words(zh="决定日期", en="Decided on"),
    "grade": Words(zh="程度", en="Grade"),
    "fine": Words(zh="罚款（万元）", en="Fine (10,000 yuan)"),
    "confiscated": Words(zh="没收（万元）", en="Confiscated (10,000 yuan)"),
    "published_until": Words(zh="公示截止", en="Published until"),
    "title": Words(zh="名称", en="Title"),
    "awarded_by": Words(zh="授予单位", en="Awarded by"),
    "awarded_on": Words(zh="授予日期", en="Awarded on"),
    "listed": Words(zh="名单", en="List"),
    "first": Words(zh="列入日期", en="From"),
    "last": Words(zh="截止日期", en="To"),
    "reason": Words(zh="原因", en="Reason"),
    "kind": Words(zh="类别", en="Kind"),
    "valid_from": Words(zh="有效期自", en="Valid from"),
    "valid_to": Words(zh="有效期至", en="Valid to"),
    "number": Words(zh="编号", en="Number"),
}
