"""A roster's columns, known by their Chinese headings as firms write them. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from jiaxin.ground.words import Words


class Field(StrEnum):
    """What a column of a roster may hold."""

    NAME = "name"
    NUMBER = "number"
    PHONE = "phone"
    FIRM_CODE = "firm_code"
    TRADE = "trade"
    SINCE = "since"
    LIVES_IN = "lives_in"
    COURSE = "course"
    COURSE_ISSUER = "course_issuer"
    COURSE_ON = "course_on"
    COURSE_HOURS = "course_hours"
    COVER = "cover"
    INSURER = "insurer"
    POLICY_NO = "policy_no"
    INSURED_FROM = "insured_from"
    INSURED_TO = "insured_to"


WORDS: dict[Field, Words] = {
    Field.NAME: Words(zh="姓名", en="Name"),
    Field.NUMBER: Words(zh="证件号码", en="ID number"),
    Field.PHONE: Words(zh="手机号", en="Mobile"),
    Field.FIRM_CODE: Words(zh="统一社会信用代码", en="Credit code"),
    Field.TRADE: Words(zh="工种", en="Trade"),
    Field.SINCE: Words(zh="入职日期", en="Employed since"),
    Field.LIVES_IN: Words(zh="是否住家", en="Lives in"),
    Field.COURSE: Words(zh="培训课程", en="Course"),
    Field.COURSE_ISSUER: Words(zh="培训机构", en="Training body"),
    Field.COURSE_ON: Words(zh="结业日期", en="Completed on"),
    Field.COURSE_HOURS: Words(zh="课时", en="Hours"),
    Field.COVER: Words(zh="险种", en="Insurance"),
    Field.INSURER: Words(zh="保险公司", en="Insurer"),
    Field.POLICY_NO: Words(zh="保单号", en="Policy no."),
    Field.INSURED_FROM: Words(zh="保险生效日期", en="Insured from"),
    Field.INSURED_TO: Words(zh="保险到期日期", en="Insured until"),
}

REQUIRED = (Field.NAME, Field.NUMBER)
# A head may stand below a title and a line of who made the list.
HEAD_WITHIN = 20

_KNOWN: dict[Field, str] = {
    Field.NAME: "姓名 员工姓名 服务员姓名 家政服务员姓名 人员姓名 名字 name fullname",
    Field.NUMBER: "证件号码 身份证号 身份证号码 身份证 公民身份号码 证件号 居民身份证号 "
    "身份证件号码 idnumber idno id",
    Field.PHONE: "手机号 手机号码 手机 联系电话 电话 联系方式 电话号码 移动电话 mobile phone tel",
    Field.FIRM_CODE: "统一社会信用代码 信用代码 社会信用代码 企业信用代码 统一信用代码 creditcode",
    Field.TRADE: "工种 职业 岗位 服务类型 服务工种 职位 从事工种 trade job",
    Field.SINCE: "入职日期 入职时间 上岗日期 入职 上岗时间 签约日期 employedsince since",
    Field.LIVES_IN: "是否住家 住家 住家不住家 livesin",
    Field.COURSE: "培训课程 课程 培训名称 培训项目 课程名称 培训内容 course",
    Field.COURSE_ISSUER: "培训机构 培训单位 培训学校 trainingbody",
    Field.COURSE_ON: "结业日期 培训日期 培训结束日期 结业时间 培训时间 completedon",
    Field.COURSE_HOURS: "课时 学时 培训课时 培训学时 hours",
    Field.COVER: "险种 保险种类 保险类型 保险 insurance cover",
    Field.INSURER: "保险公司 承保公司 承保单位 保险机构 insurer",
    Field.POLICY_NO: "保单号 保单号码 保险单号 policyno policy",
    Field.INSURED_FROM: "保险生效日期 生效日期 起保日期 保险开始日期 保险起期 insuredfrom",
    Field.INSURED_TO: "保险到期日期 到期日期 保险结束日期 有效期至 保险止期 终保日期 insureduntil",
}
_FIELD = {word: field for field, words in _KNOWN.items() for word in words.split()}
_ASIDE = re.compile(r"[(\[【].*?[)\]】]|[\s*:,、/_.·。?？\-]|^\d+")

type Mapped = dict[Field, int]


def known(heading: str) -> Field | None:
    """What a heading says, whatever stands beside it: 身份证号（必填）*."""
    plain = unicodedata.normalize("NFKC", heading[:80])
    return _FIELD.get(_ASIDE.sub("", plain).casefold())


def mapped(headings: Mapping[int, str]) -> Mapped:
    """Which column holds what; of two with one meaning the first."""
    found: Mapped = {}
    for column in sorted(headings):
        field = known(headings[column])
        if field is not None:
            found.setdefault(field, column)
    return found


def twice(headings: Mapping[int, str]) -> list[Field]:
    """What more than one column seems to hold: the firm must say which."""
    said = [field for text in headings.values() if (field := known(text)) is not None]
    return sorted({field for field in said if said.count(field) > 1})


def head_among(rows: Sequence[tuple[int, Mapping[int, str]]]) -> int | None:
    """Which of the first rows is the head: the one that names most columns, the first of those.

    Where no row names any, the first row that has two columns or more is taken for one: the firm
    then says itself what its columns hold.
    """
    best, most = None, 0
    for number, headings in rows:
        count = len(mapped(headings))
        if count > most:
            best, most = number, count
    if best is not None:
        return best
    return next((number for number, headings in rows if len(headings) > 1), None)


def is_clear(headings: Mapping[int, str]) -> bool:
    """Whether the roster may be read without asking: what is required is there, nothing twice."""
    found = mapped(headings)
    return all(field in found for field in REQUIRED) and not twice(headings)
