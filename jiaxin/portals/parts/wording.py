"""How pages name what the domain knows by codes: one text for everybody who sees it.

A member is looked up with its type, since two enums may share a code: `worded(Colour.GREEN)`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.facts.epidemic.rules import AuthorityWord, Case, Phase
from jiaxin.facts.epidemic.rules import Word as Declaration
from jiaxin.facts.health.rules import HOSPITAL, Party
from jiaxin.facts.records import kinds
from jiaxin.facts.records.contents import Fault
from jiaxin.facts.records.reads import HERSELF, POLICE, REVIEWERS
from jiaxin.facts.records.rules import Background, Came, Colour, Confirmation, Section
from jiaxin.facts.records.rules import Reason as LightReason
from jiaxin.flows.certificates.rules import LinkState, Status
from jiaxin.flows.presence.rules import Way
from jiaxin.flows.queries.rules import Ending, Reason
from jiaxin.flows.queries.rules import State as QueryState
from jiaxin.flows.vetting import rules as vetting
from jiaxin.gateways.exchange import reads as exchange
from jiaxin.ground.id_numbers import IdKind, Sex
from jiaxin.ground.words import Words
from jiaxin.portals.parts import firm_words, vetting_words
from jiaxin.trust.consent.rules import Kind

SECTIONS = {
    Section.IDENTITY: Words(zh="身份核验", en="Identity"),
    Section.BACKGROUND: Words(zh="背景核查", en="Background"),
    Section.EMPLOYMENT: Words(zh="从业经历", en="Employment"),
    Section.TRAINING: Words(zh="培训", en="Training"),
    Section.SKILL: Words(zh="技能等级", en="Skill level"),
    Section.EXAM: Words(zh="健康体检", en="Health examination"),
    Section.INSURANCE: Words(zh="保险", en="Insurance"),
    Section.EPIDEMIC: Words(zh="防疫健康信息", en="Epidemic health"),
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

CERTIFICATES = {
    Status.VALID: Words(zh="证书有效", en="Certificate valid"),
    Status.VOID: Words(zh="证书失效", en="Certificate void"),
    Status.SUSPENDED: Words(zh="证书暂停", en="Certificate suspended"),
    Status.REVOKED: Words(zh="证书已停用", en="Certificate revoked"),
}

LINKS = {
    LinkState.LIVE: Words(zh="有效", en="good"),
    LinkState.OVER: Words(zh="已过 24 小时", en="over after a day"),
    LinkState.REVOKED: Words(zh="您已作废", en="taken back by you"),
}

REASONS = {
    Reason.CHILD: Words(zh="照看孩子", en="Looking after a child"),
    Reason.ELDER: Words(zh="照护老人", en="Caring for an elderly person"),
    Reason.MOTHER: Words(zh="照护产妇和新生儿", en="Care of mother and newborn"),
    Reason.HOUSEHOLD: Words(zh="家务和保洁", en="Housework and cleaning"),
    Reason.OTHER: Words(zh="其他家政服务", en="Other domestic service"),
}

QUERY_STATES = {
    QueryState.ASKED: Words(zh="等待答复", en="Waiting for an answer"),
    QueryState.APPROVED: Words(zh="已同意，还没有打开", en="Approved, not opened yet"),
    QueryState.DECLINED: Words(zh="没有同意", en="Declined"),
    QueryState.LAPSED: Words(zh="超时没有答复", en="Not answered in time"),
    QueryState.OPENED: Words(zh="正在查看", en="Being looked at"),
    QueryState.ENDED: Words(zh="查看已结束", en="The look has ended"),
}

ENDINGS = {
    Ending.TIME: Words(zh="10 分钟到了", en="The ten minutes are over"),
    Ending.CONSUMER: Words(zh="查看人自己结束", en="Ended by the viewer"),
    Ending.WORKER: Words(zh="本人停止了查看", en="Stopped by the worker"),
    Ending.CONSENT: Words(zh="本人撤回了授权", en="The worker withdrew the consent"),
    Ending.CERTIFICATE: Words(zh="证书已停用", en="The certificate is out of use"),
}

WAYS = {
    Way.FACE: Words(zh="刷脸", en="face comparison"),
    Way.PASSKEY: Words(zh="设备解锁", en="device lock"),
    Way.PIN: Words(zh="办事密码加短信", en="PIN and text message"),
}

CONSENTS = {
    Kind.PLATFORM: Words(zh="平台授权", en="Platform"),
    Kind.FACE: Words(zh="人脸核对", en="Face comparison"),
    Kind.BACKGROUND: Words(zh="背景核查", en="Background check"),
    Kind.HEALTH: Words(zh="健康体检", en="Health examination"),
    Kind.EPIDEMIC: Words(zh="防疫健康信息", en="Epidemic health"),
}

CASES = {
    Case.NONE: Words(zh="都不是", en="None of these"),
    Case.CONFIRMED: Words(zh="确诊病例", en="Confirmed case"),
    Case.SUSPECTED: Words(zh="疑似病例", en="Suspected case"),
    Case.CLOSE_CONTACT: Words(zh="观察期内的密切接触者", en="Close contact under observation"),
}

DECLARATIONS = {
    Declaration.NORMAL: Words(zh="正常申报", en="Nothing to note"),
    Declaration.ATTENTION: Words(zh="需要注意", en="Needs attention"),
    Declaration.NOT_DECLARED: Words(zh="今天未申报", en="Not declared today"),
}

# For her own eyes; others read the word alone.
DECLARATION_SAYS = {
    Declaration.NORMAL: Words(
        zh="您今天申报的各项都正常。", en="Nothing that you declared today needs attention."
    ),
    Declaration.ATTENTION: Words(
        zh="您申报的内容里有需要注意的一项。请先不要上门，联系社区或当地卫生健康部门。",
        en="Something that you declared needs attention. Please stay at home and ask the"
        " community or the health department.",
    ),
    Declaration.NOT_DECLARED: Words(zh="请每天申报一次。", en="Please declare once a day."),
}

AUTHORITY_WORDS = {
    AuthorityWord.CLEAR: Words(zh="未见异常", en="Nothing found"),
    AuthorityWord.OBSERVE: Words(zh="须医学观察", en="Under observation"),
    AuthorityWord.UNKNOWN: Words(zh="查无信息", en="Nothing known"),
}

PHASES = {
    Phase.TO_COME: Words(zh="还没有开始", en="To come"),
    Phase.IN_FORCE: Words(zh="生效中", en="In force"),
    Phase.OVER: Words(zh="已结束", en="Over"),
}

PARTIES = {
    Party.FIRM: Words(zh="家政企业", en="The firm"),
    Party.WORKER: Words(zh="家政服务员", en="The worker"),
    Party.CONSUMER: Words(zh="消费者", en="The family"),
    Party.HOSPITAL: Words(zh="体检机构", en="The hospital"),
    Party.COMMERCE: Words(zh="商务主管部门", en="The commerce department"),
    Party.HEALTH: Words(zh="卫生健康部门", en="The health department"),
}

SEXES = {Sex.FEMALE: Words(zh="女", en="Female"), Sex.MALE: Words(zh="男", en="Male")}

DOCUMENTS = {
    IdKind.CITIZEN: Words(zh="居民身份证", en="Resident ID card"),
    IdKind.HONG_KONG_PERMIT: Words(
        zh="港澳台居民居住证（香港）", en="Residence permit (Hong Kong)"
    ),
    IdKind.MACAO_PERMIT: Words(zh="港澳台居民居住证（澳门）", en="Residence permit (Macao)"),
    IdKind.TAIWAN_PERMIT: Words(zh="港澳台居民居住证（台湾）", en="Residence permit (Taiwan)"),
    IdKind.FOREIGN_RESIDENT: Words(
        zh="外国人永久居留身份证", en="Foreigner's permanent residence card"
    ),
}

FAULTS = {
    Fault.MISSING: Words(zh="这里还没有填写。", en="This is not filled in yet."),
    Fault.UNKNOWN: Words(zh="没有这一栏。", en="There is no such field."),
    Fault.TYPE: Words(
        zh="这里填的内容看不懂，请重新填写。", en="This cannot be read; write it anew."
    ),
    Fault.LENGTH: Words(zh="太长了，请写短一点。", en="This is too long; please shorten it."),
    Fault.VALUE: Words(
        zh="这里有不能使用的内容，请检查后重新填写。", en="This cannot be right; please check it."
    ),
    Fault.ORDER: Words(
        zh="日期前后不对：不能晚于今天，结束也不能早于开始。",
        en="The days are out of order: not after today, and no end before its beginning.",
    ),
}

SOURCES = {
    POLICE: Words(zh="公安数据源", en="Police source"),
    **firm_words.SOURCES,
    REVIEWERS: Words(zh="背景核实台（两名工作人员）", en="Background desk (two persons)"),
    HERSELF: Words(zh="本人", en="Herself"),
    HOSPITAL: Words(zh="体检机构", en="Hospital"),
}
UNNAMED_SOURCE = Words(zh="其他来源", en="Another source")
_FIRM = "firm:"

_WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    **firm_words.WORDS,
    Section: SECTIONS,
    Came: CAME,
    Confirmation: CONFIRMATIONS,
    Fault: FAULTS,
    Background: BACKGROUND,
    Colour: COLOURS,
    LightReason: LIGHT_REASONS,
    Status: CERTIFICATES,
    LinkState: LINKS,
    Reason: REASONS,
    QueryState: QUERY_STATES,
    Ending: ENDINGS,
    Way: WAYS,
    Kind: CONSENTS,
    Party: PARTIES,
    Case: CASES,
    Declaration: DECLARATIONS,
    AuthorityWord: AUTHORITY_WORDS,
    Phase: PHASES,
    Sex: SEXES,
    IdKind: DOCUMENTS,
    vetting.State: vetting_words.STATES,
    vetting.Cause: vetting_words.CAUSES,
    vetting.Says: vetting_words.SAYS,
    vetting.Ground: vetting_words.GROUNDS,
    vetting.Instance: vetting_words.INSTANCES,
    vetting.WhyBack: vetting_words.WHY_BACK,
    vetting.Urgency: vetting_words.URGENCIES,
    vetting.Paper: vetting_words.PAPERS,
}
# A second, longer text, where the word alone is not enough.
_SAYS: dict[type[StrEnum], Mapping[Any, Words]] = {
    Section: SECTION_HINTS,
    Background: BACKGROUND_SAYS,
    Declaration: DECLARATION_SAYS,
    Colour: COLOUR_SAYS,
    LightReason: LIGHT_TO_DO,
    vetting.State: vetting_words.STATE_TO_HER,
}
# The colour class of a status; its icon has the same name.
_LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    Declaration: {
        Declaration.NORMAL: "ok",
        Declaration.ATTENTION: "warn",
        Declaration.NOT_DECLARED: "none",
    },
    AuthorityWord: {
        AuthorityWord.CLEAR: "ok",
        AuthorityWord.OBSERVE: "warn",
        AuthorityWord.UNKNOWN: "none",
    },
    Phase: {Phase.TO_COME: "none", Phase.IN_FORCE: "ok", Phase.OVER: "none"},
    vetting.State: vetting_words.STATE_LOOKS,
    vetting.Says: vetting_words.SAYS_LOOKS,
    vetting.Urgency: vetting_words.URGENCY_LOOKS,
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
    Status: {
        Status.VALID: "ok",
        Status.VOID: "none",
        Status.SUSPENDED: "none",
        Status.REVOKED: "bad",
    },
    QueryState: {
        QueryState.ASKED: "warn",
        QueryState.APPROVED: "ok",
        QueryState.OPENED: "ok",
        QueryState.DECLINED: "none",
        QueryState.LAPSED: "none",
        QueryState.ENDED: "none",
    },
}


def worded(member: StrEnum) -> Words:
    """The short word for it. Words of facts stand with their kind."""
    if (known := _WORDS.get(type(member))) is not None:
        return known[member]
    vocabularies = (kind.vocabulary for kind in kinds.every().values())
    return next(every[type(member)][member] for every in vocabularies if type(member) in every)


def kind_worded(code: str) -> Words:
    """What a kind of fact is called."""
    return kinds.of(code).words


def says(member: StrEnum) -> Words | None:
    """The longer text beside the word, where there is one."""
    return _SAYS[type(member)].get(member)


def looks(member: StrEnum) -> str:
    """ok, warn, bad or none: the colour it is shown in."""
    return _LOOKS[type(member)][member]


def source(code: str) -> Words:
    """Who says so. A firm is named by its credit code, which anybody may look up."""
    if code.startswith(_FIRM):
        number = code.removeprefix(_FIRM)
        return Words(zh=f"家政企业 {number}", en=f"Firm {number}")
    if code in SOURCES:
        return SOURCES[code]
    title = exchange.title_of(code)
    return Words(zh=title, en=title) if title else UNNAMED_SOURCE
