"""What pages say of assessments and breaches."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.flows.registers.rules import BreachState, Concerned, Conclusion, DataKind
from jiaxin.ground.words import Words

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    DataKind: {
        DataKind.CONTACT: Words(zh="手机号、住址", en="Phone, address"),
        DataKind.IDENTITY: Words(zh="姓名、证件号", en="Name, ID number"),
        DataKind.PORTRAIT: Words(zh="照片", en="Portrait"),
        DataKind.BACKGROUND: Words(zh="背景核查结论", en="Background answers"),
        DataKind.HEALTH: Words(zh="体检、防疫信息", en="Examinations, epidemic health"),
        DataKind.WORK: Words(zh="从业、培训、技能、保险", en="Work, training, skills, insurance"),
        DataKind.LOOKS: Words(zh="谁查过、授权记录", en="Who looked, consents"),
    },
    Concerned: {
        Concerned.EVERYONE: Words(zh="全部有记录的服务员", en="Every worker with a record"),
        Concerned.SEEN_BY: Words(
            zh="某个账号在一段时间里查看或经手的人", en="Whom one account got to see in some time"
        ),
    },
    BreachState: {
        BreachState.OPEN: Words(zh="待报告", en="To be reported"),
        BreachState.REPORTED: Words(zh="已报告", en="Reported"),
        BreachState.CLOSED: Words(zh="已结案", en="Closed"),
    },
    Conclusion: {
        Conclusion.FIT: Words(zh="可以进行", en="Fit to go on"),
        Conclusion.FIT_WITH_MEASURES: Words(zh="落实措施后可以进行", en="Fit with the measures"),
        Conclusion.NOT_FIT: Words(zh="不应进行", en="Not to be done"),
    },
}
LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    BreachState: {
        BreachState.OPEN: "bad",
        BreachState.REPORTED: "warn",
        BreachState.CLOSED: "none",
    },
    Conclusion: {
        Conclusion.FIT: "ok",
        Conclusion.FIT_WITH_MEASURES: "warn",
        Conclusion.NOT_FIT: "bad",
    },
}
