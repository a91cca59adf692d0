"""The commands of the bodies: pair, push rows live, send a batch, ask how it stands.

    python -m sandbox bodies --home DIR --trust platform.json --url https://… --out CARDS
    python -m sandbox push --home DIR --body hospital --service exam --rows rows.jsonl
    python -m sandbox send --home DIR --body hospital --service exam --rows rows.jsonl --sequence 7
    python -m sandbox send … --folder /mnt/exchange/in/hospital
    python -m sandbox ask --home DIR --body hospital --batch ID [--returned]
    python -m sandbox rotate --home DIR --body hospital [--suite sm] --out card.json

`--fault` does one thing wrong on purpose, and may be given several times; what is switched on for
a body (by its page, or `python -m sandbox fault … --service hospital`) comes on top. What came
back is printed as JSON, one object; ends with 0 when it was taken, 3 when it was refused.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sandbox import batch, bodies, numbers, suites
from sandbox.faults import SENDING as FAULTS
from sandbox.outgoing import Answered, Line, fresh_id
from sandbox.store import Store


def pair(chosen: argparse.Namespace) -> int:
    """Keys for every body; the platform's card in, theirs out."""
    platform = json.loads(chosen.trust.read_text("utf-8"))
    authority = str(chosen.authority.absolute()) if chosen.authority else ""
    bodies.trust(chosen.home, platform, chosen.url.rstrip("/"), chosen.out, authority)
    return 0


def push(chosen: argparse.Namespace) -> int:
    """Rows, live."""
    rows = [json.loads(line) for line in _lines(chosen)]
    content: dict[str, Any] = {"rows": rows}
    if chosen.fixes:
        content["fixes"] = chosen.fixes
    line = _line(chosen)
    return _say(line.ask(chosen.service, content, chosen.message or fresh_id(), "push"))


def send(chosen: argparse.Namespace) -> int:
    """Rows, as a batch: over HTTPS, or into a folder."""
    line, store = _line(chosen), Store(chosen.home)
    sequence = chosen.sequence or store.next_sequence(chosen.body, chosen.service)
    more: dict[str, Any] = {"dry_run": True} if chosen.dry_run else {}
    if chosen.fixes:
        more["fixes"] = chosen.fixes
    made = batch.write(
        line.pair,
        chosen.service,
        _lines(chosen),
        message_id=chosen.message or fresh_id(),
        sequence=sequence,
        faults=line.faults | frozenset(chosen.only_batch_fault),
        rows_a_part=chosen.rows_a_part,
        more=more,
    )
    if chosen.folder:
        batch.lay(chosen.folder, made)
        store.used_sequence(chosen.body, chosen.service, sequence)
        sys.stdout.write(json.dumps({"batch": made.message_id}) + "\n")
        return 0
    batch.lay(chosen.home / "outbox" / chosen.body, made)
    answer = batch.upload(line, made, most=chosen.stop_after)
    if answer.status == 200:
        store.used_sequence(chosen.body, chosen.service, sequence)
    if chosen.wait and answer.status == 200:
        answer = _until_done(line, made.message_id)
    return _say(answer)


def resume(chosen: argparse.Namespace) -> int:
    """The last batch again, with the parts that the platform misses."""
    return _say(batch.upload(_line(chosen), batch.last(chosen.home / "outbox" / chosen.body)))


def ask(chosen: argparse.Namespace) -> int:
    """How a batch stands, or its rows that wait in quarantine."""
    service = "returned" if chosen.returned else "batch-status"
    content = {"batch": chosen.batch, "after_row": chosen.after_row}
    return _say(_line(chosen).ask(service, content, fresh_id(), "ask"))


def rotate(chosen: argparse.Namespace) -> int:
    """A new key of either use, beside the old ones; in another suite if it is named."""
    card = bodies.rotate(chosen.home, chosen.body, chosen.suite)
    chosen.out.write_text(json.dumps(card, indent=2), "utf-8")
    return 0


def _until_done(line: Line, message_id: str) -> Answered:
    until = time.monotonic() + 300
    while True:
        answer = line.ask("batch-status", {"batch": message_id}, fresh_id(), "ask")
        if answer.content.get("state") != "taken" or time.monotonic() > until:
            return answer
        time.sleep(0.2)


def standing(store: Store, body: str) -> tuple[frozenset[str], float]:
    """The faults that are switched on for this body, and how slow it is."""
    on = [one for one in store.faults() if one.service == body]
    return frozenset(one.fault for one in on), max((one.seconds for one in on), default=0.0)


def _line(chosen: argparse.Namespace) -> Line:
    own = bodies.load(chosen.home, chosen.body)
    verify = str(chosen.authority) if chosen.authority else own.verify
    switched, seconds = standing(Store(chosen.home), chosen.body)
    return Line(own, frozenset(chosen.fault) | switched, verify, max(chosen.seconds, seconds))


def _lines(chosen: argparse.Namespace) -> list[bytes]:
    whole = sys.stdin.buffer.read() if str(chosen.rows) == "-" else chosen.rows.read_bytes()
    switched, _ = standing(Store(chosen.home), chosen.body)
    lines = [line for line in whole.split(b"\n") if line]
    return spoilt(lines, frozenset(chosen.fault) | switched)


def spoilt(lines: list[bytes], faults: frozenset[str]) -> list[bytes]:
    """Rows as a careless or hostile sender would write them."""
    if "rows_gbk" in faults:
        lines = [line.decode().encode("gbk", errors="replace") for line in lines]
    if "rows_bom" in faults:
        lines = [b"\xef\xbb\xbf" + line for line in lines]
    if "rows_columns" in faults:
        wide = json.dumps({f"c{number}": 1 for number in range(1_000_000)}).encode()
        lines = [wide[: 7 * 1024 * 1024], *lines]
    if "rows_formula" in faults:
        evil = {"issuer": '=HYPERLINK("http://example.org","x")'}
        lines = [json.dumps(json.loads(line) | evil, ensure_ascii=False).encode() for line in lines]
    if "strangers" in faults:
        lines += [_of_a_stranger(line) for line in lines]
    if "contradictory" in faults:
        other = {"fit": "unfit", "unfit": "fit"}
        lines += [
            json.dumps(row | {"conclusion": other[row["conclusion"]]}, ensure_ascii=False).encode()
            for line in lines
            if "conclusion" in (row := json.loads(line))
        ]
    return lines


def _of_a_stranger(line: bytes) -> bytes:
    """The same about somebody whom nobody ever asked about."""
    number = numbers.make_number("110105", date(1990, 1, 1), "F")
    row = json.loads(line) | {"number": number, "name": "无此人"}
    return json.dumps(row, ensure_ascii=False).encode()


def _say(answer: Answered) -> int:
    sys.stdout.write(
        json.dumps({"status": answer.status, **answer.content}, ensure_ascii=False) + "\n"
    )
    return 0 if answer.status == 200 else 3


type Adds = Callable[[str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def describe(act: Adds) -> None:
    """What these commands understand."""
    sub = act("bodies", pair)
    sub.add_argument("--trust", type=Path, required=True, help="the platform's card")
    sub.add_argument("--url", required=True, help="the platform's address")
    sub.add_argument("--out", type=Path, help="a folder for the bodies' cards")
    sub.add_argument("--authority", type=Path, help="the certificate that the platform shows")
    for name, does in (("push", push), ("send", send)):
        sub = _with_line(act(name, does))
        sub.add_argument("--service", required=True)
        sub.add_argument("--rows", type=Path, required=True, help="JSON Lines; - for the input")
        sub.add_argument("--message", default="", help="the message's id (default: a new one)")
        sub.add_argument("--fixes", default="", help="the message whose rows these mend")
        if name == "send":
            sub.add_argument("--sequence", type=int, help="its number (default: the next)")
            sub.add_argument("--folder", type=Path, help="a drop folder in place of HTTPS")
            sub.add_argument("--rows-a-part", type=int, default=batch.ROWS_A_PART)
            sub.add_argument("--dry-run", action="store_true")
            sub.add_argument("--stop-after", type=int, help="break off after so many parts")
            sub.add_argument(
                *("--only-batch-fault",),
                action="append",
                default=[],
                choices=[*FAULTS, "zip_header", "many_parts"],
                help="a fault of the manifest or the parts, not of the requests",
            )
            sub.add_argument("--wait", action="store_true", help="until it was worked through")
    sub = _with_line(act("ask", ask))
    sub.add_argument("--batch", required=True)
    sub.add_argument("--after-row", type=int, default=0)
    sub.add_argument("--returned", action="store_true")
    _with_line(act("resume", resume))
    sub = act("rotate", rotate)
    sub.add_argument("--body", required=True, choices=list(bodies.BODIES))
    sub.add_argument("--suite", default="", choices=["", suites.INTL, suites.SM])
    sub.add_argument("--out", type=Path, required=True)


def main() -> int:
    """These commands alone: without the pages, the cards and the pictures, they start faster."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.sending", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    acts = parser.add_subparsers(required=True)

    def act(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        sub = acts.add_parser(name, help=does.__doc__)
        sub.add_argument("--home", type=Path, required=True)
        sub.set_defaults(act=does)
        return sub

    describe(act)
    chosen = parser.parse_args()
    return int(chosen.act(chosen))


def _with_line(sub: argparse.ArgumentParser) -> argparse.ArgumentParser:
    sub.add_argument("--body", required=True, choices=list(bodies.BODIES))
    sub.add_argument("--fault", action="append", default=[], choices=list(FAULTS))
    sub.add_argument("--seconds", type=float, default=3)
    sub.add_argument(
        "--authority", type=Path, help="a certificate to trust besides the public ones"
    )
    return sub


if __name__ == "__main__":
    raise SystemExit(main())
