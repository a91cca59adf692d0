"""How pages name what filings know by codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.facts.firms.rules.facts import FirmFactKind
from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.flows.filings.rules import Check, Did, Paper, Part, Topic, Urgency, Why
from jiaxin.ground.words import Words

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    FilingState: {
        FilingState.DRAFT: Words(zh="草稿", en="Draft"),
        FilingState.SUBMITTED: Words(zh="待审核", en="Being reviewed"),
        FilingState.RETURNED: Words(zh="退回补正", en="Returned"),
        FilingState.ACCEPTED: Words(zh="已通过", en="Accepted"),
        FilingState.WITHDRAWN: Words(zh="已撤销", en="Withdrawn"),
    },
    FirmFactKind: {
        FirmFactKind.REGISTRATION: Words(zh="工商登记", en="Registration"),
        FirmFactKind.PROFILE: Words(zh="备案", en="Filing"),
        FirmFactKind.AWARD: Words(zh="行政奖励", en="Award"),
        FirmFactKind.PENALTY: Words(zh="行政处罚", en="Penalty"),
        FirmFactKind.PERMIT: Words(zh="行政许可", en="Permit"),
        FirmFactKind.LISTING: Words(zh="红黑名单", en="Listing"),
    },
    Topic: {
        Topic.PROFILE: Words(zh="企业备案", en="Filing of the firm"),
        Topic.AWARD: Words(zh="行政奖励", en="Award"),
    },
    Part: {
        Part.NAME: Words(zh="企业名称", en="Name"),
        Part.KIND: Words(zh="企业类型", en="Type of firm"),
        Part.CAPITAL: Words(zh="出资", en="Capital"),
        Part.REGION: Words(zh="所在区县", en="County"),
        Part.ADDRESS: Words(zh="地址", en="Address"),
        Part.COMPLAINT_LINE: Words(zh="投诉电话", en="Complaint line"),
        Part.BRAND: Words(zh="品牌", en="Brand"),
        Part.TRADES: Words(zh="服务项目", en="Services"),
        Part.PRICES: Words(zh="价格", en="Prices"),
        Part.BRANCHES: Words(zh="分支机构", en="Branches"),
        Part.TITLE: Words(zh="奖励名称", en="Title"),
        Part.AWARDED_BY: Words(zh="授予单位", en="Awarded by"),
        Part.AWARDED_ON: Words(zh="授予日期", en="Awarded on"),
        Part.DOCUMENT: Words(zh="文号", en="Document"),
        Part.EVIDENCE: Words(zh="证明材料", en="Evidence"),
    },
    Why: {
        Why.INCOMPLETE: Words(zh="不完整", en="incomplete"),
        Why.DIFFERS: Words(zh="与登记不一致", en="differs from the registration"),
        Why.WRONG: Words(zh="有误", en="wrong"),
        Why.UNREADABLE: Words(zh="看不清", en="cannot be read"),
        Why.NOT_PROVEN: Words(zh="不能证明", en="not proven"),
        Why.NOT_OURS: Words(zh="不归本部门办理", en="not this department's"),
    },
    Did: {
        Did.SUBMITTED: Words(zh="企业提交", en="Submitted by the firm"),
        Did.TAKEN: Words(zh="领取", en="Taken"),
        Did.ASSIGNED: Words(zh="转办", en="Given to a colleague"),
        Did.HANDED_BACK: Words(zh="退回待办", en="Put back on the list"),
        Did.RETURNED: Words(zh="退回补正", en="Returned"),
        Did.ACCEPTED: Words(zh="通过", en="Accepted"),
        Did.CALLED_BACK: Words(zh="企业撤回修改", en="Called back by the firm"),
        Did.WITHDRAWN: Words(zh="企业撤销", en="Withdrawn by the firm"),
    },
    Urgency: {
        Urgency.FINE: Words(zh="未到期", en="In time"),
        Urgency.SOON: Words(zh="即将到期", en="Due soon"),
        Urgency.LATE: Words(zh="已超期", en="Late"),
    },
    Paper: {Paper.PHOTO: Words(zh="照片", en="Photo"), Paper.PDF: Words(zh="PDF", en="PDF")},
    Check: {
        Check.REGISTERED: Words(zh="有工商登记", en="Registered"),
        Check.IN_BUSINESS: Words(zh="登记状态为在营", en="In business"),
        Check.SAME_NAME: Words(zh="名称与登记一致", en="Same name as registered"),
        Check.SAME_REGION: Words(zh="地区与登记一致", en="Same region as registered"),
        Check.FILED_HERE: Words(zh="没有在别的区县备案", en="Filed in no other county"),
        Check.ON_TIME: Words(zh="变更在 15 天内申报", en="Change filed within 15 days"),
    },
}
# What a check says where the two do not agree.
SAYS: dict[type[StrEnum], Mapping[Any, Words]] = {
    Check: {
        Check.REGISTERED: Words(zh="没有查到工商登记", en="No registration is known"),
        Check.IN_BUSINESS: Words(
            zh="登记状态不是在营（吊销、注销或迁出）", en="Not in business by its registration"
        ),
        Check.SAME_NAME: Words(zh="名称与登记不同", en="Another name is registered"),
        Check.SAME_REGION: Words(zh="地区与登记不同", en="Registered in another region"),
        Check.FILED_HERE: Words(zh="已在别的区县备案", en="Filed in another county already"),
        Check.ON_TIME: Words(zh="变更申报超过 15 天", en="The change is filed late"),
    },
}
LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    FilingState: {
        FilingState.DRAFT: "none",
        FilingState.SUBMITTED: "none",
        FilingState.RETURNED: "warn",
        FilingState.ACCEPTED: "ok",
        FilingState.WITHDRAWN: "none",
    },
    Urgency: {Urgency.FINE: "none", Urgency.SOON: "warn", Urgency.LATE: "bad"},
}
