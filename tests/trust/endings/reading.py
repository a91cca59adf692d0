"""Any read of the product called with whatever leads to Lin, and all that its answer says."""

import dataclasses
import inspect
import types
import typing
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models, transaction

from jiaxin.facts.records import reads as records
from jiaxin.facts.records.models import Fact
from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.reads import Kept
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries.reads import Request
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit.sharing import Span
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import LASTS
from tests import makers, makers_known, makers_vetting
from tests.house.source import every_module, modules_named
from tests.trust.endings.scene import Scene

APPS = ("jiaxin.trust.", "jiaxin.facts.", "jiaxin.flows.", "jiaxin.gateways.")
# Files of an app that answer: what lies in them is a way to a record.
ANSWERING = ("reads", "reports", "files", "items", "document", "sharing", "oversight", "finding")

type Read = Callable[..., Any]


PROOFS = {
    member
    for module in modules_named("proofs")
    for member in vars(module).values()
    if inspect.isclass(member) and member.__module__ == module.__name__
}


class NoSuchThing(Exception):
    """Nothing in the scene is of this type."""


@cache
def every_read() -> dict[str, Read]:
    """Public functions that answer, by name: of the files for that, or with a viewer or a proof."""
    return {
        f"{module.__name__.removeprefix('jiaxin.')}.{name}": member
        for module in every_module()
        if module.__name__.startswith(APPS)
        for name, member in vars(module).items()
        if inspect.isfunction(member)
        and member.__module__ == module.__name__
        and not name.startswith("_")
        and (module.__name__.rpartition(".")[2] in ANSWERING or _asks(member))
    }


def _asks(member: Read) -> bool:
    parameters = list(inspect.signature(member).parameters)
    return parameters[:1] == ["viewer"] or takes_proof(member)


def hints_of(read: Read) -> dict[str, Any]:
    """What it takes, by name and type."""
    hints = typing.get_type_hints(inspect.unwrap(read))
    return {name: hints[name] for name in inspect.signature(read).parameters}


def asks_who(read: Read) -> bool:
    return Actor in hints_of(read).values()


def takes_proof(read: Read) -> bool:
    """Whether it asks for a proof; a name for several is one too."""
    return any(_is_proof(kind) for kind in hints_of(read).values())


def _is_proof(kind: Any) -> bool:
    if isinstance(kind, typing.TypeAliasType):
        return _is_proof(kind.__value__)
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        return any(_is_proof(one) for one in typing.get_args(kind))
    return kind in PROOFS


def told_by(read: Read, scene: Scene, viewer: Actor, **given: Any) -> str:
    """All that it answers to this viewer; nothing if it refuses."""
    placed, named = [], {}
    for name, kind in hints_of(read).items():
        parameter = inspect.signature(read).parameters[name]
        try:
            value = given[name] if name in given else _fitting(name, kind, scene, viewer)
        except NoSuchThing:
            if parameter.default is parameter.empty:
                raise
            value = parameter.default
        if parameter.kind is parameter.KEYWORD_ONLY:
            named[name] = value
        else:
            placed.append(value)
    # However it ends without an answer, it has told nothing.
    with suppress(Exception), transaction.atomic():
        return everything_in(read(*placed, **named))
    return ""


def _fitting(name: str, kind: Any, scene: Scene, viewer: Actor) -> Any:
    """Something of this type that leads to her, if anything of the scene does."""
    origin = typing.get_origin(kind)
    if origin is Mapping:  # what the same act has read of her consents
        return consents.in_force(scene.lin.person)
    if origin in {typing.Union, types.UnionType}:
        return _fitting(name, typing.get_args(kind)[0], scene, viewer)
    if origin is not None and inspect.isclass(origin):
        return _many(origin, _fitting(name, typing.get_args(kind)[0], scene, viewer))
    known: dict[Any, Callable[[], Any]] = {
        Actor: lambda: viewer,
        UUID: lambda: _id(name, scene),
        str: lambda: str(scene.values.get(name, makers.NAME)),
        int: lambda: 1,
        datetime: clock.now,
        date: clock.today,
        bytes: lambda: b"",
        CreditCode: lambda: CreditCode(str(scene.values["number"])),
        Sender: lambda: scene.platform,
        Kept: lambda: certificates.kept_of(scene.lin.person),
        Request: lambda: _request(scene),
        Span: lambda: Span(clock.now() - LASTS, clock.now()),
        Fact: lambda: Fact.sealed.under(records.own_record(scene.lin)).order_by("-id")[0],
    }
    if kind in known:
        return known[kind]()
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return next(iter(kind))
    if inspect.isclass(kind) and issubclass(kind, models.Model):
        # Past the managers that ask for a proof: the read itself is what is tried.
        return models.QuerySet(kind).order_by("-pk").first()
    raise NoSuchThing(f"{name}: {kind}")


def _request(scene: Scene) -> Request:
    """As if she had allowed all that there is."""
    hers = queries.put_to(scene.lin, query_id=scene.id_of("query_id"))
    return dataclasses.replace(hers, allowed_sections=tuple(Section))


def _id(name: str, scene: Scene) -> Any:
    if name in {"firm", "organisation"}:
        return scene.viewers["owner"].organisation
    if name == "consumer":
        return scene.viewers["hu"].person
    return scene.values.get(name, scene.values.get(f"{name}_id", scene.lin.person))


def _many(origin: Any, one: Any) -> Any:
    if issubclass(origin, set | frozenset):
        return origin({one})
    return (one,) if issubclass(origin, tuple) else [one]


def everything_in(value: Any, depth: int = 8) -> str:
    """Each word of an answer, however deep it lies in it."""
    if isinstance(value, bytes):
        return f"{value.decode(errors='replace')} {b64encode(value).decode()}"
    if isinstance(value, str) or depth == 0:
        return str(value)
    return " ".join(everything_in(one, depth - 1) for one in _inside(value)) or str(value)


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, models.Model):
        yield from (getattr(value, field.attname) for field in value._meta.concrete_fields)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in dataclasses.fields(value))
    elif isinstance(value, list | tuple | set | frozenset | models.QuerySet | Iterator):
        yield from value


# What stands so in her record and nowhere else. The other worker has the same picture and address.
MARKS = {
    f"{block}.{field}": makers_known.MARKS[block, field]
    for block, field in [
        *(("identity", field) for field in ("name", "name_masked", "number", "number_masked")),
        *(("employment", field) for field in ("firm", "since", "until")),
        *(("training", field) for field in ("course", "issuer", "on", "certificate_no")),
        *(("skill", field) for field in ("issuer", "on", "certificate_no")),
        *(("exam", field) for field in ("issuer", "report_no", "signature")),
        *(("insurance", field) for field in ("insurer", "policy_no")),
        ("local_number", "number"),
    ]
} | {
    "identity.phone": "13800138000",
    "identity.portrait": b64encode(makers.PORTRAIT).decode(),
    "evidence": b64encode(makers_vetting.PHOTO).decode(),
}


def of_her(said: str) -> frozenset[str]:
    """What of her record stands in it."""
    return frozenset(name for name, mark in MARKS.items() if mark in said)
