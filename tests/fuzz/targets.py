"""What reads bytes of strangers: each reader, what it may refuse with, and a good example.

Anything else that comes out of one is a fault. `test_targets.py` tries each with hypothesis;
`make fuzz` with atheris, which sees which branches its bytes reach.
"""

import io
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.health import formats, reports
from jiaxin.facts.health.errors import NotAReport
from jiaxin.facts.health.formats import BadTables
from jiaxin.flows.certificates import rules as certificates
from jiaxin.flows.engagements import rules as engagements
from jiaxin.flows.invitations import sheets
from jiaxin.flows.invitations.errors import BadSheet
from jiaxin.gateways.exchange import adapters, batches, inbound, jws, live, pulls, sealing, slices
from jiaxin.gateways.exchange.envelope import LABEL, PROTOCOL
from jiaxin.gateways.exchange.errors import ExchangeRefusal
from jiaxin.gateways.exchange.keys import Key, Party, generate
from jiaxin.gateways.exchange.reading import sort
from jiaxin.gateways.exchange.signatures import Request, SignatureRefused, signed_parts, verify
from jiaxin.gateways.vision import card_words
from jiaxin.ground.errors import SourceNotTrusted
from jiaxin.trust.audit import notes
from tests import rosters

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
SIGNS, OPENS = generate("hospital", "sig"), generate("jiaxin", "enc")
OURS = Party("jiaxin", (OPENS,))
_BATCH = UUID(int=7)


@dataclass(frozen=True, slots=True)
class Target:
    """One reader."""

    read: Callable[[bytes], object]
    refuses: tuple[type[Exception], ...] = ()
    examples: tuple[bytes, ...] = (b"",)

    def take(self, data: bytes) -> None:
        """Read it, or refuse it by name; whatever else happens is raised."""
        try:
            self.read(data)
        except self.refuses:
            return


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _tokens(data: bytes) -> object:
    said = _text(data)
    return (
        certificates.take_apart(said),
        certificates.take_ticket_apart(said),
        certificates.take_link_apart(said),
        engagements.take_apart(bytes(32), said),
    )


def _card(data: bytes) -> object:
    """Lines of a card, each where its first two letters put it."""
    lines = [
        card_words.Line(text[2:], ord(text[0]) % 256 / 256, ord(text[1]) % 256 / 256)
        for text in _text(data).split("\n")
        if len(text) > 2
    ]
    whole = " ".join(line.text for line in lines)
    birth = card_words.birth_in(whole)
    return (
        [card_words.anchor_in(line.text, card_words.FRONT) for line in lines],
        card_words.mended(card_words.number_in(whole), birth),
        card_words.name_in(card_words.row(lines, 0.14)),
        card_words.sex_in(whole),
        card_words.ethnicity_in(whole),
        card_words.address_in(lines, 0.5),
        card_words.validity_in(whole),
        card_words.issuer_in(whole),
    )


def _sheet(data: bytes) -> object:
    with sheets.opened(io.BytesIO(data)) as sheet:
        return sum(1 for _ in sheet.rows())


def _report(data: bytes) -> object:
    return reports.read(data, date(2026, 11, 26))


def _row(data: bytes) -> object:
    return [sort(adapter, [data], 1) for adapter in adapters.every().values()]


def _headers(data: bytes) -> object:
    """A request whose every header a stranger wrote."""
    fields = [_text(field) for field in (data + b"\n" * 4).split(b"\n")]
    names = ("signature-input", "signature", "content-digest", "exchange-message-id")
    request = Request("POST", "h", "/exchange/v1/exam", dict(zip(names, fields, strict=False)))
    verify(request, signed_parts(request, LABEL), SIGNS, LABEL)
    return inbound.check(request, lambda kid: None, NOW)


def _known(kid: str) -> Key | None:
    return SIGNS if kid == SIGNS.kid else None


def _manifest(data: bytes) -> object:
    """As it came; and as what somebody known has signed."""
    for whole in (data, jws.sign(data, SIGNS, batches.MANIFEST)):
        try:
            batches.read_manifest(whole, _known, "jiaxin", NOW)
        except ExchangeRefusal:
            continue
    return None


def _body(data: bytes) -> object:
    """As it came; and sealed to us by somebody who may."""
    with suppress(ExchangeRefusal):
        inbound.open_sealed(data, OURS, "intl", NOW)
    return inbound.open_sealed(sealing.seal_lines(data, OPENS), OURS, "intl", NOW)


def _inside(data: bytes) -> object:
    """What was sealed, opened: the envelope's members, rows, people, a slice's answers."""
    content = _object(data)
    found = []
    for act in (
        lambda: inbound.check_inside(content, {"protocol": PROTOCOL}, NOW),
        lambda: live.lines_of(content),
        lambda: pulls.people_of(content.get("people")),
        lambda: slices.read_rows(content.get("answers"), 5),
        lambda: batches.id_of(content.get("batch")),
    ):
        try:
            found.append(act())
        except (ExchangeRefusal, SourceNotTrusted):
            continue
    return found


def _object(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _part(data: bytes) -> object:
    said = batches.PartSaid(1, 1, 1, len(data), "")
    sealed = sealing.seal_lines(data, OPENS)
    return batches.open_part(sealed, OURS, said, (_BATCH, "exam", "hospital"), "intl", NOW)


def _note(data: bytes) -> object:
    return notes.signers(_text(data)), notes.opened(_text(data), [])


_ROW = (
    b'{"number":"330106197903140021","name":"\xe6\x9e\x97","checked_at":"2026-11-24T08:00:00Z",'
    b'"exam_class":"live_in","conclusion":"fit","issuer":"H","report_no":"1","on":"2026-11-20",'
    b'"until":"2027-11-19"}'
)
_INSIDE = b'{"protocol":"jiaxin-exchange-1","sent_at":"2026-11-26T08:00:00Z","rows":[%s],'
_REST = b'"people":[["\xe6\x9e\x97","330106197903140021"]],"answers":{"none_found":[0,1]}}'
_MANIFEST = (
    b'{"protocol":"jiaxin-exchange-1","type":"batch.manifest","recipient":"jiaxin","suite":"intl",'
    b'"made_at":"2026-11-26T08:00:00Z","kind":"exam","sender":"hospital","sequence":1,'
    b'"message_id":"00000000-0000-0000-0000-000000000007","parts":[]}'
)
_SIGNED = (
    b'sig=("@method" "@authority");created=1;expires=2;nonce="n";alg="ed25519";keyid="k";tag="t"\n'
    b"sig=:AAAA:\nsha-256=:AAAA:\n00000000-0000-0000-0000-000000000007"
)
_REPORT = b'{"format":"jiaxin.exam.v1","name":"\xe6\x9e\x97","number":"330106197903140021"}'

TARGETS: dict[str, Target] = {
    "tokens": Target(_tokens, (), (b"0" * 45, b"M49G41GPCKS101NJYNWJ7AAPZ3KW7FXY0FCYF39GTRXPHH")),
    "card": Target(_card, (), ("  姓名林秀英\n   公民身份号码330106197903140021".encode(),)),
    "sheet": Target(
        _sheet, (BadSheet,), (rosters.as_xlsx(rosters.people(2)), "姓名,证件".encode())
    ),
    "report": Target(
        lambda data: reports.read(data, date(2026, 11, 26)), (NotAReport,), (_REPORT,)
    ),
    "exam_tables": Target(formats.read, (BadTables,), (b"edition = 1\n",)),
    "row": Target(_row, (), (_ROW,)),
    "headers": Target(_headers, (SignatureRefused, ExchangeRefusal), (_SIGNED,)),
    "manifest": Target(_manifest, (), (_MANIFEST,)),
    "body": Target(_body, (ExchangeRefusal,), (b'{"a":1}',)),
    "inside": Target(_inside, (), (_INSIDE % _ROW + _REST,)),
    "part": Target(_part, (ExchangeRefusal,), (b"{}\n" + _ROW,)),
    "note": Target(_note, (notes.NotSigned,), ("jiaxin\n1\nAAAA\n\n— jiaxin AAAA\n".encode(),)),
}
