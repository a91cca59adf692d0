"""How pages name what the domain knows by codes: one text for everybody who sees it.

A member is looked up with its type, since two enums may share a code: `worded(Colour.GREEN)`.
A topic with many words has a file of its own beside this one (`…_words.py`) that joins here.
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
from jiaxin.flows.certificates.rules import LinkState, Status
from jiaxin.flows.presence.rules import Way
from jiaxin.flows.queries.rules import Ending, Reason
from jiaxin.flows.queries.rules import State as QueryState
from jiaxin.gateways.exchange import reads as exchange
from jiaxin.ground.id_numbers import IdKind, Sex
from jiaxin.ground.words import Words
from jiaxin.portals.parts import (
    complaint_words,
    correction_words,
    engagement_words,
    filing_words,
    firm_words,
    placement_words,
    record_words,
    register_words,
    review_words,
    roster_words,
    showcase_words,
    vetting_words,
)
from jiaxin.trust.consent.rules import Kind

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
    Way.MESSAGE: Words(zh="短信回复", en="reply by text message"),
    Way.COUNTER: Words(zh="窗口协助", en="at a counter, with help"),
}

CONSENTS = {
    Kind.PLATFORM: Words(zh="平台授权", en="Platform"),
    Kind.FACE: Words(zh="人脸核对", en="Face comparison"),
    Kind.BACKGROUND: Words(zh="背景核查", en="Background check"),
    Kind.HEALTH: Words(zh="健康体检", en="Health examination"),
    Kind.EPIDEMIC: Words(zh="防疫健康信息", en="Epidemic health"),
    Kind.FIRM: Words(zh="企业查看", en="Firm"),
    Kind.LOCAL: Words(zh="地方平台共享", en="Sharing with a local platform"),
    Kind.SHOWCASE: Words(zh="个人风采公开", en="Public card"),
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
    **correction_words.SOURCES,
    REVIEWERS: Words(zh="背景核实台（两名工作人员）", en="Background desk (two persons)"),
    HERSELF: Words(zh="本人", en="Herself"),
    HOSPITAL: Words(zh="体检机构", en="Hospital"),
}
UNNAMED_SOURCE = Words(zh="其他来源", en="Another source")
_FIRM = "firm:"

_WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    **filing_words.WORDS,
    **firm_words.WORDS,
    **correction_words.WORDS,
    **record_words.WORDS,
    **register_words.WORDS,
    **review_words.WORDS,
    **roster_words.WORDS,
    **showcase_words.WORDS,
    **vetting_words.WORDS,
    **engagement_words.WORDS,
    **placement_words.WORDS,
    **complaint_words.WORDS,
    Fault: FAULTS,
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
}
# A second, longer text, where the word alone is not enough.
_SAYS: dict[type[StrEnum], Mapping[Any, Words]] = {
    **filing_words.SAYS,
    **record_words.SAYS,
    **correction_words.SAYS,
    **vetting_words.SAYS_MORE,
    Declaration: DECLARATION_SAYS,
}
# The colour class of a status; its icon has the same name.
_LOOKS: dict[type[StrEnum], Mapping[Any, str]] = {
    **filing_words.LOOKS,
    **record_words.LOOKS,
    **correction_words.LOOKS,
    **register_words.LOOKS,
    **review_words.LOOKS,
    **roster_words.LOOKS,
    **vetting_words.LOOKS,
    **engagement_words.LOOKS,
    **placement_words.LOOKS,
    **complaint_words.LOOKS,
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
