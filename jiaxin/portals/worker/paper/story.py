"""What her copy says on paper: who she is, her light and why, her facts, who looked, and when."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.contents import FactKind
from jiaxin.facts.records.reads import Known
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.rules import Reason
from jiaxin.flows.rights import tables
from jiaxin.flows.rights.document import Copy
from jiaxin.ground import clock
from jiaxin.ground.fields import SealedField
from jiaxin.ground.id_numbers import Sex, age_on
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.paper.drawing import Block, Heading, Pairs, Says, Story, Table
from jiaxin.portals.parts.templatetags.parts import day, moment
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import reads as trail
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.identity import reads as identity

# A sheet is read by people: the newest stand on it, all of them in the JSON.
_NEWEST = 100
_YES, _NO = Words(zh="是", en="yes"), Words(zh="否", en="no")

type Say = Callable[[str, str], str]


def told(viewer: Actor, /, *, export: UUID, language: str) -> Story:
    """Everything on the paper, in her language."""

    def say(zh: str, en: str) -> str:
        return Words(zh=zh, en=en).in_(language)

    made = moment(clock.now())
    return Story(
        title=say("我的信用记录（全部）", "My record, in full"),
        under=say(
            f"由本人导出，生成于 {made}（北京时间）",
            f"Exported by the worker herself on {made} (China time)",
        ),
        language=language,
        address=Copy(export).address,
        scan=say(
            "扫右边的码，可以核对这份文件是不是本平台生成的、有没有被改过：",
            "Scan the code to see whether this platform made this file, unaltered:",
        ),
        foot=say(
            "含有完整个人信息，请妥善保管，不要交给不信任的人。",
            "Holds personal information in full. Keep it safe.",
        ),
        blocks=list(_blocks(viewer, say, language)),
    )


def _blocks(viewer: Actor, say: Say, language: str) -> Iterator[Block]:
    yield from _person(viewer, say, language)
    yield from _light(viewer, say, language)
    yield from _facts(viewer, say, language)
    yield from _consents(viewer, say, language)
    yield from _looks(viewer, say, language)
    yield from _acts(viewer, say, language)
    yield from _held(viewer, say, language)


def _person(viewer: Actor, say: Say, language: str) -> Iterator[Block]:
    person = identity.myself(viewer)
    yield Heading(say("个人信息", "Who you are"))
    pairs = [
        (say("姓名", "Name"), person.name),
        (say("性别", "Sex"), _word(Sex, person.sex, language)),
        (say("出生日期", "Born"), day(person.birth)),
        (say("年龄", "Age"), str(age_on(person.birth, clock.today())) if person.birth else ""),
        (say("民族", "Ethnicity"), person.ethnicity),
        (say("证件号码", "ID number"), person.number),
        (say("住址", "Address"), person.address),
        (say("手机", "Phone"), person.phone),
        (say("实名核验", "Identity proven"), moment(person.proven_at)),
    ]
    yield Pairs([pair for pair in pairs if pair[1]], person.portrait)


def _light(actor: Actor, say: Say, language: str) -> Iterator[Block]:
    yield Heading(say("证书和信用灯", "Certificate and light"))
    if not certificates.has_certificate(actor.person):
        yield Says(say("还没有证书。", "There is no certificate yet."))
        return
    shown = certificates.own(actor)
    pairs = [
        (say("证书编号", "Number"), shown.spoken_number),
        (say("状态", "Status"), wording.worded(shown.status).in_(language)),
        (say("签发", "Issued"), moment(shown.issued_at)),
        (say("授权到期", "Consent until"), moment(shown.valid_until)),
        (say("信用灯", "Light"), wording.worded(shown.light.colour).in_(language)),
    ]
    yield Pairs([pair for pair in pairs if pair[1]])
    yield Says(say("为什么是这个灯：", "Why this light:"))
    for because in shown.light.reasons:
        todo = wording.says(because.reason)
        at = moment(because.at) if isinstance(because.at, datetime) else day(because.at)
        parts = [
            wording.worded(because.reason).in_(language),
            at,
            todo.in_(language) if todo else "",
        ]
        yield Says("· " + say("，", ", ").join(part for part in parts if part).rstrip("。."))


def _facts(viewer: Actor, say: Say, language: str) -> Iterator[Block]:
    yield Heading(say("记录内容（含全部历史版本）", "Facts, with every version"))
    versions = records.versions(records.own_record(viewer))
    if not versions:
        yield Says(say("还没有记录。", "Nothing is recorded yet."))
        return
    head = [
        say("项目", "Kind"),
        say("内容", "What it says"),
        say("来源", "Source"),
        say("核查", "Checked"),
    ]
    yield Table(head, [_fact(known, say, language) for known in versions], (20, 46, 22, 20))


def _fact(known: Known, say: Say, language: str) -> list[str]:
    kind = kinds.of(known.kind).words.in_(language)
    version = say(f"第 {known.version} 版", f"version {known.version}")
    disputed = say("（有异议）", " (disputed)") if known.disputed_at else ""
    source = f"{wording.source(known.source).in_(language)}\n{_named(known.came, language)}"
    content = _content(known, language)
    return [f"{kind}{disputed}\n{version}", content, source, moment(known.checked_at)]


def _content(known: Known, language: str) -> str:
    kind, said = kinds.of(known.kind), known.said
    lines = []
    for field in fields(said):
        value = getattr(said, field.name)
        if value is not None and value != "":
            label = kind.labels[field.name].in_(language) if field.name in kind.labels else ""
            worded = _in_words(kind, value, language)
            lines.append(f"{label or field.name}: {worded}")
    if known.window_from or known.window_to:
        lines.append(f"{day(known.window_from)} – {day(known.window_to)}")
    return "\n".join(lines)


def _in_words(kind: FactKind, value: Any, language: str) -> str:
    """A code that has a word; any other value as it stands."""
    match value:
        case bool():
            return (_YES if value else _NO).in_(language)
        case StrEnum():
            own = kind.vocabulary.get(type(value), {}).get(value)
            return own.in_(language) if own else _named(value, language)
        case _:
            return _flat(value)


def _flat(value: Any) -> str:
    match value:
        case dict():
            return "; ".join(f"{name}: {_flat(inner)}" for name, inner in value.items())
        case list():
            return ", ".join(_flat(inner) for inner in value)
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case _:
            return str(value)


def _consents(viewer: Actor, say: Say, language: str) -> Iterator[Block]:
    yield Heading(say("授权", "Consents"))
    head = [say("授权", "Consent"), say("从", "From"), say("到", "Until"), say("状态", "State")]
    rows = [
        [
            wording.worded(held.kind).in_(language),
            moment(held.starts_at),
            moment(held.ends_at),
            _standing(held, say),
        ]
        for held in consents.own(viewer)
    ]
    yield Table(head, rows, (30, 24, 24, 30)) if rows else Says(say("没有授权。", "None given."))


def _standing(held: consents.Held, say: Say) -> str:
    if held.withdrawn_at:
        return say(f"{moment(held.withdrawn_at)} 撤回", f"taken back {moment(held.withdrawn_at)}")
    return say("有效", "in force") if held.in_force else say("已结束", "ended")


def _looks(viewer: Actor, say: Say, language: str) -> Iterator[Block]:
    yield Heading(say("谁查过我", "Who looked"))
    looks = queries.who_looked(viewer)
    if not looks:
        yield Says(say("还没有人看过。", "Nobody has looked yet."))
        return
    head = [say("谁", "Who"), say("时间", "When"), say("为什么", "Why"), say("看到", "Saw")]
    rows = [
        [
            say(f"{look.called}（尾号 {look.tail}）", f"{look.called} (phone …{look.tail})"),
            moment(look.at),
            _named(Reason(look.reason), language),
            say("、", ", ").join(_named(section, language) for section in look.sections),
        ]
        for look in looks
    ]
    yield Table(head, rows, (30, 24, 24, 34))


def _acts(viewer: Actor, say: Say, language: str) -> Iterator[Block]:
    acts = list(trail.own(viewer))
    yield Heading(say("留痕：对您的记录做过什么", "The trail: what was done about you"))
    yield Says(
        say(
            f"共 {len(acts)} 条，下面是最近的 {min(len(acts), _NEWEST)} 条；全部在 JSON 文件里。",
            f"{len(acts)} lines in all; the newest {min(len(acts), _NEWEST)} are below.",
        ),
        quiet=True,
    )
    words = {action.code: action.words.in_(language) for action in Action}
    by = {"you": say("您本人", "you"), "another": say("别人或系统", "another, or the system")}
    head = [say("时间", "When"), say("做了什么", "What"), say("谁", "By"), say("结果", "Outcome")]
    rows = [
        [
            moment(act["at"]),
            words.get(act["action"], act["action"]),
            by[act["by"]],
            say("完成", "done") if act["outcome"] == "done" else act["outcome"],
        ]
        for act in reversed(acts[-_NEWEST:])
    ]
    yield Table(head, rows, (26, 34, 24, 30))


def _held(viewer: Actor, say: Say, language: str) -> Iterator[Block]:
    """What the tables keep, for how long, and what a deletion leaves."""
    yield Heading(say("保存多久", "How long it is kept"))
    yield Says(
        say(
            "下面这些在您删除记录以后还会留一段时间；其余的随删除立即清除，密钥销毁，谁也打不开。",
            "What follows stays for a while after you delete your record; all else goes at once, "
            "and your key with it, so that nothing opens.",
        )
    )
    for words in dict.fromkeys(
        policy.outlives for _, policy in tables.of_persons() if policy.outlives
    ):
        yield Says("· " + words.in_(language))
    sealed = sum(
        isinstance(column, SealedField)
        for model, _ in tables.of_persons()
        for column in tables.columns(model)
    )
    yield Says(
        say(
            f"关于您的 {sealed} 种内容都用您自己的密钥加密保存。每一张表、每一项的用途和期限，"
            "见平台公开的数据目录；每一行的内容在 JSON 文件里。",
            f"The {sealed} kinds of content about people are sealed under their own keys. The "
            "data catalogue names each column, its purpose and term; each row is in the JSON.",
        ),
        quiet=True,
    )


def _word(kind: type[StrEnum], code: str, language: str) -> str:
    return wording.worded(kind(code)).in_(language) if code else ""


def _named(member: StrEnum, language: str) -> str:
    """The word for it; its code where nobody has worded it yet."""
    try:
        return wording.worded(member).in_(language)
    except KeyError:
        return member.value
