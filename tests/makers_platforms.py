"""Local platforms, and workers who share with them: by the services, as pages call them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from jiaxin.gateways.exchange import reads
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.gateways.exchange.sending import a_sender
from tests.sandbox.sending import Said, Senders, register

MESSAGE = "0199a2b4-5c00-7000-8000-0000000000f1"


def a_province(senders: Senders, **more: Any) -> Sender:
    """A province's platform of the sandbox, registered."""
    register(senders, "province", **more)
    return reads.sender_named("province")


def shares(worker: Actor, platform: Sender) -> UUID:
    """She agrees to the sheet that names this platform."""
    return consent.grant_to(
        worker,
        kind=Kind.LOCAL,
        grantee=platform.id,
        text_version=consents.newest_version(Kind.LOCAL),
        language="zh-hans",
    )


def ask(senders: Senders, people: Sequence[Sequence[str]], *words: object) -> Said:
    """The province asks for these people, in a process of its own."""
    file = senders.rows(people)  # type: ignore[arg-type]  # pairs in place of rows
    return senders.run("ask", "province", "--people", file, *words, module="sandbox.fetching")


def a_course(**more: Any) -> dict[str, Any]:
    return {
        "number": makers.a_number(),
        "name": makers.NAME,
        "checked_at": "2026-11-24T08:00:00Z",
        "course": "月嫂基础",
        "issuer": "杭州家政培训学校",
        "on": "2025-05-01",
        **more,
    }


def a_local_certificate(**more: Any) -> dict[str, Any]:
    return {
        "number": makers.a_number(),
        "name": makers.NAME,
        "checked_at": "2026-11-24T08:00:00Z",
        "certificate_no": "ZJ-330106-00017",
        "issuer": "浙江省家政平台",
        "region": "330106",
        "since": "2026-01-05",
        **more,
    }


def a_platform() -> UUID:
    """A local platform that workers may name, as pages list it."""
    return a_sender("zhejiang", PartySort.PLATFORM, title="浙江省家政平台").id
