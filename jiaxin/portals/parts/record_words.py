"""What pages say of a record, its light and its facts: the same words for everybody who sees it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.facts.records.rules import Background, Came, Colour, Confirmation, Section
from jiaxin.facts.records.rules import Reason as LightReason
from jiaxin.ground.words import Words

SECTIONS = {
    Section.IDENTITY: Words(zh="身份核验", en="Identity"),
    Section.BACKGROUND: Words(zh="背景核查", en="Background"),
    Section.EMPLOYMENT: Words(zh="从业经历", en="Employment"),
    Section.TRAINING: Words(zh="培训", en="Training"),
    Section.SKILL: Words(zh="技能等级", en="Skill level"),
    Section.EXAM: Words(zh="健康体检", en="Health examination"),
    Section.INSURANCE: Words(zh="保险", en="Insurance"),
    Section.EPIDEMIC: Words(zh="防疫健康信息", en="Epidemic health"),
    Section.REVIEWS: Words(zh="服务评价", en="Reviews"),
    Section.FULL_NAME: Words(zh="完整姓名", en="Full name"),
}

# What a tick lets the other side see, in one line.
SECTION_HINTS = {
    Section.IDENTITY: Words(
        zh="照片、性别、年龄、隐去中间的姓名和证件号",
        en="Picture, sex, age, name and ID number with parts hidden",
    ),
    Section.BACKGROUND: Words(
        zh="只有结论和核查日期，没有案情", en="The conclusion and its date; never a case"
    ),
    Section.EMPLOYMENT: Words(zh="单位、工种和起止日期", en="Employer, trade, from and to"),
    Section.TRAINING: Words(zh="课程、机构和结业日期", en="Course, who gave it, and when"),
    Section.SKILL: Words(zh="职业、等级和评价机构", en="Trade, level and who rated it"),
    Section.EXAM: Words(
        zh="只有类别、结论和有效期，没有检查数值",
        en="Class, conclusion and validity; never what was measured",
    ),
    Section.INSURANCE: Words(zh="险种和有效期", en="What is covered, until when"),
    Section.EPIDEMIC: Words(
        zh="只有结论，防疫令期间才有", en="The answer only, and only under an order"
    ),
    Section.REVIEWS: Words(
        zh="服务过的家庭说的话和您的回应，没有打分",
        en="What families said and your answers; no score",
    ),
    Section.FULL_NAME: Words(
        zh="不勾选就隐去中间的字，如“林*英”", en="Unticked, only part of it is shown"
    ),
}

CAME = {
    Came.LIVE: Words(zh="当时在线核对", en="asked at once"),
    Came.DAILY: Words(zh="每日比对", en="daily comparison"),
    Came.BATCH: Words(zh="机构批量报送", en="sent in by a body"),
    Came.LOCAL: Words(zh="地方平台共享", en="shared by a local platform"),
    Came.SUPPLIED: Words(zh="家政企业提供", en="supplied by a firm"),
    Came.ENTERED: Words(zh="本人填写", en="entered by herself"),
    Came.DECIDED: Words(zh="人工核定", en="decided by people"),
}

CONFIRMATIONS = {
    Confirmation.NOT_NEEDED: Words(zh="来自出具机构", en="From the body that issued it"),
    Confirmation.WAITING: Words(zh="对方还没有确认", en="Not confirmed by the other side"),
    Confirmation.CONFIRMED: Words(zh="双方已确认", en="Confirmed by both sides"),
    Confirmation.REJECTED: Words(zh="对方不认可", en="Rejected by the other side"),
    Confirmation.WITHDRAWN: Words(zh="已撤回", en="Withdrawn"),
}

BACKGROUND = {
    Background.NONE_FOUND: Words(zh="未发现", en="None found"),
    Background.BEING_VERIFIED: Words(zh="待核实", en="Being verified"),
    Background.NOT_ISSUED: Words(zh="不予出具", en="Not issued"),
    Background.NOT_CHECKED: Words(zh="未核查", en="Not checked yet"),
    Background.STALE: Words(zh="已过期", en="Out of date"),
}

# The answer in a sentence, for whoever does not know the vocabulary.
BACKGROUND_SAYS = {
    Background.NONE_FOUND: Words(
        zh="没有查到法律规定的几类严重犯罪记录", en="No record of the serious offences named by law"
    ),
    Background.BEING_VERIFIED: Words(
        zh="机器不作结论，正由工作人员核实", en="No machine decides; people are verifying it"
    ),
    Background.NOT_ISSUED: Words(
        zh="经人工复核，不出具结论", en="After review by people, no conclusion is issued"
    ),
    Background.NOT_CHECKED: Words(zh="还没有核查过", en="It has not been checked yet"),
    Background.STALE: Words(
        zh="上次核查已超过 36 小时，等待重新核查", en="The last check is over 36 hours old"
    ),
}

COLOURS = {
    Colour.GREEN: Words(zh="绿灯", en="Green light"),
    Colour.YELLOW: Words(zh="黄灯", en="Yellow light"),
    Colour.RED: Words(zh="红灯", en="Red light"),
    Colour.GREY: Words(zh="灰灯", en="Grey light"),
}

COLOUR_SAYS = {
    Colour.GREEN: Words(zh="各项都正常", en="All is in order"),
    Colour.YELLOW: Words(zh="有一项需要补上", en="Something is missing"),
    Colour.RED: Words(zh="不能使用", en="Not usable"),
    Colour.GREY: Words(zh="暂时不能下结论", en="Nothing can be said now"),
}

LIGHT_REASONS = {
    LightReason.NOT_AUTHORISED: Words(zh="授权没有生效", en="No consent is in force"),
    LightReason.SUSPENDED: Words(zh="证书暂停使用", en="The certificate is suspended"),
    LightReason.REVOKED: Words(zh="证书已停用", en="The certificate is revoked"),
    LightReason.IDENTITY_INVALID: Words(zh="身份没有核验", en="The identity is not proven"),
    LightReason.DOCUMENT_EXPIRED: Words(zh="身份证已过有效期", en="The ID card has expired"),
    LightReason.BACKGROUND_NOT_CHECKED: Words(
        zh="背景还没有核查", en="The background is not checked yet"
    ),
    LightReason.BACKGROUND_STALE: Words(
        zh="背景核查已过期", en="The background check is out of date"
    ),
    LightReason.BACKGROUND_BEING_VERIFIED: Words(
        zh="背景正由工作人员核实", en="People are verifying the background"
    ),
    LightReason.SOURCE_UNREACHABLE: Words(
        zh="公安数据源暂时联系不上", en="The police source cannot be reached"
    ),
    LightReason.EXAM_NOT_AGREED: Words(
        zh="工种要求体检，还没有健康授权", en="An examination is needed; no health consent"
    ),
    LightReason.EXAM_MISSING: Words(
        zh="工种要求体检，还没有体检结论", en="An examination is needed; there is none"
    ),
    LightReason.EXAM_TOO_LOW: Words(
        zh="体检类别达不到工种要求", en="The examination’s class is too low for the trade"
    ),
    LightReason.EXAM_EXPIRED: Words(zh="体检已过有效期", en="The examination has expired"),
    LightReason.EXAM_NOT_PASSED: Words(zh="体检结论：不合格", en="Examination: not fit"),
    LightReason.IDENTITY_PROVEN: Words(zh="身份已核验", en="Identity verified"),
    LightReason.BACKGROUND_NONE_FOUND: Words(zh="背景核查：未发现", en="Background: none found"),
    LightReason.EXAM_IN_DATE: Words(zh="体检合格，有效期至", en="Examination fit, valid until"),
    LightReason.INSURED: Words(zh="有保险，有效期至", en="Insured until"),
}

# What the worker herself can do about it; a good reason asks for nothing.
LIGHT_TO_DO = {
    LightReason.NOT_AUTHORISED: Words(
        zh="到“授权管理”里续期，马上恢复。", en="Renew it under Consents; it is back at once."
    ),
    LightReason.SUSPENDED: Words(
        zh="请联系当地商务部门或您的公司。", en="Ask the local commerce department or your firm."
    ),
    LightReason.REVOKED: Words(
        zh="本人可以在“人工核实”页看理由、提出申诉。",
        en="She herself finds the reasons, and may appeal, on her page “Verified by people”.",
    ),
    LightReason.IDENTITY_INVALID: Words(zh="请重新核验身份。", en="Prove your identity again."),
    LightReason.DOCUMENT_EXPIRED: Words(
        zh="请换领新身份证。", en="Please have your ID card renewed."
    ),
    LightReason.BACKGROUND_NOT_CHECKED: Words(
        zh="在“授权管理”里同意背景核查后会自动核查，几秒钟就有结果，显示在这里。",
        en="Once you agree to it under Consents it runs by itself; its result is here in seconds.",
    ),
    LightReason.BACKGROUND_STALE: Words(
        zh="会自动重新核查，您不用做什么。", en="It is checked again by itself; nothing to do."
    ),
    LightReason.BACKGROUND_BEING_VERIFIED: Words(
        zh="由两名工作人员核实，您可以说明情况，有结果会通知您。",
        en="Two people verify it; you may answer, and are told the outcome.",
    ),
    LightReason.SOURCE_UNREACHABLE: Words(
        zh="恢复后会自动核查，您不用做什么。", en="It is checked once it is back; nothing to do."
    ),
    LightReason.EXAM_NOT_AGREED: Words(
        zh="到“授权管理”里同意健康授权，体检结论才能收进来。",
        en="Agree to the health consent under Consents, so that the result can come in.",
    ),
    LightReason.EXAM_MISSING: Words(
        zh="请到体检机构做工种要求的体检，结论会由机构报来。",
        en="Have the examination that your trade needs; the hospital sends its conclusion.",
    ),
    LightReason.EXAM_TOO_LOW: Words(
        zh="请做更高一类的体检，或者改正“从业经历”里的工种。",
        en="Have the higher examination, or correct your trade under Employment.",
    ),
    LightReason.EXAM_EXPIRED: Words(
        zh="请重新体检，结论报来后马上恢复。",
        en="Be examined again; it is back once the conclusion is in.",
    ),
    LightReason.EXAM_NOT_PASSED: Words(
        zh="请按医生的意见复查。认为有误可以提出异议。",
        en="Follow the doctor’s advice and be examined again; you may object if it is wrong.",
    ),
}

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    Section: SECTIONS,
    Came: CAME,
    Confirmation: CONFIRMATIONS,
    Background: BACKGROUND,
    Colour: COLOURS,
    LightReason: LIGHT_REASONS,
}
SAYS: dict[type[StrEnum], Mapping[Any, Words]] = {
    Section: SECTION_HINTS,
    Background: BACKGROUND_SAYS,
    Colour: COLOUR_SAYS,
    LightReason: LIGHT_TO_DO,
}
LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    Colour: {
        Colour.GREEN: "ok",
        Colour.YELLOW: "warn",
        Colour.RED: "bad",
        Colour.GREY: "none",
    },
    Background: {
        Background.NONE_FOUND: "ok",
        Background.STALE: "warn",
        Background.BEING_VERIFIED: "none",
        Background.NOT_ISSUED: "none",
        Background.NOT_CHECKED: "none",
    },
    LightReason: {
        LightReason.IDENTITY_PROVEN: "ok",
        LightReason.BACKGROUND_NONE_FOUND: "ok",
        LightReason.EXAM_IN_DATE: "ok",
        LightReason.INSURED: "ok",
        LightReason.DOCUMENT_EXPIRED: "warn",
        LightReason.EXAM_NOT_AGREED: "warn",
        LightReason.EXAM_MISSING: "warn",
        LightReason.EXAM_TOO_LOW: "warn",
        LightReason.EXAM_EXPIRED: "warn",
        LightReason.EXAM_NOT_PASSED: "warn",
        LightReason.REVOKED: "bad",
        LightReason.IDENTITY_INVALID: "bad",
        LightReason.NOT_AUTHORISED: "none",
        LightReason.SUSPENDED: "none",
        LightReason.BACKGROUND_NOT_CHECKED: "none",
        LightReason.BACKGROUND_STALE: "none",
        LightReason.BACKGROUND_BEING_VERIFIED: "none",
        LightReason.SOURCE_UNREACHABLE: "none",
    },
}
