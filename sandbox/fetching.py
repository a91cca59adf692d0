"""What a province's platform fetches: a few records at once, or a batch part by part.

    python -m sandbox.fetching ask --home DIR --body province --people people.jsonl
    python -m sandbox.fetching batch --home DIR --body province --message ID --into DIR
    python -m sandbox.fetching open --home DIR --body province --message ID --into DIR

`people.jsonl` has one pair `["name", "ID number"]` a line. `batch` goes on where it was broken off:
the same message id, the same folder; what lies there whole is not fetched again. `open` checks
what lies in a folder, fetched or laid there, against its manifest, and prints its rows.
Ends with 0 when all is well, 3 when the platform refused, 4 when what came is not as it should be.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sandbox import bodies, suites
from sandbox.bodies import Pair
from sandbox.outgoing import Line, fresh_id
from sandbox.sealing import unseal_lines
from sandbox.signatures import TAG
from sandbox.suites import decoded

SERVICE = "local-facts"


class Refused(Exception):
    """The platform said no. Holds what it said."""


class Wrong(Exception):
    """What came is not as the protocol has it."""


def ask(chosen: argparse.Namespace) -> int:
    """What is known of these people, of those among them who agreed."""
    people = [json.loads(line) for line in chosen.people.read_text("utf-8").splitlines() if line]
    line = _line(chosen)
    answer = line.ask(SERVICE, {"people": people}, chosen.message or fresh_id(), "ask")
    sys.stdout.write(json.dumps({"status": answer.status, **answer.content}) + "\n")
    return 0 if answer.status == 200 else 3


def batch(chosen: argparse.Namespace) -> int:
    """Everybody who agreed, as a batch: fetched, or wished for in our folder."""
    line, message = _line(chosen), chosen.message or fresh_id()
    content: dict[str, Any] = {"into": "folder"} if chosen.folder else {}
    if chosen.folder:
        sys.stdout.write(json.dumps(_standing(line, message, content)) + "\n")
        return 0
    chosen.into.mkdir(parents=True, exist_ok=True)
    fetched = 0
    while (now := _standing(line, message, content))["next_part"] is not None:
        if chosen.stop_after is not None and fetched >= chosen.stop_after:
            break
        _fetch_part(line, chosen.into, message, now["next_part"])
        fetched += 1
    if now["state"] == "whole":
        fetched += _finish(line, chosen.into, message)
    sys.stdout.write(json.dumps({**now, "fetched": fetched}) + "\n")
    return 0


def _finish(line: Line, into: Path, message: str) -> int:
    """The manifest; and any part that is missing, or was made anew since it was fetched."""
    _keep(into / f"{message}.manifest", _file(line, message, "manifest"))
    fetched = 0
    manifest = read_manifest(line.pair, into / f"{message}.manifest")
    for said in manifest["parts"]:
        path = into / f"{message}.{said['part']}.part"
        if not path.exists() or not _fits(manifest, said, path.read_bytes()):
            _fetch_part(line, into, message, said["part"])
            fetched += 1
    if fetched:
        # A part that somebody left since has another digest: the manifest says which.
        _keep(into / f"{message}.manifest", _file(line, message, "manifest"))
    return fetched


def _standing(line: Line, message: str, content: dict[str, Any]) -> dict[str, Any]:
    answer = line.ask("pulls", content, message, "ask")
    if answer.status != 200:
        raise Refused(json.dumps({"status": answer.status, **answer.content}))
    return answer.content


def _fetch_part(line: Line, into: Path, message: str, number: int) -> None:
    _keep(into / f"{message}.{number}.part", _file(line, message, f"parts/{number}"))


def _file(line: Line, message: str, which: str) -> bytes:
    handed = line.fetch(f"/exchange/v1/pulls/{message}/{which}", message)
    if handed.status != 200:
        raise Refused(handed.body.decode())
    return handed.body


def _keep(path: Path, whole: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.writing")
    unfinished.write_bytes(whole)
    unfinished.rename(path)


def read_manifest(pair: Pair, path: Path) -> dict[str, Any]:
    """The manifest, once its signature is shown to be the platform's."""
    head, payload, signature = path.read_bytes().split(b".")
    said = json.loads(decoded(head.decode()))
    public = pair.platform_key(said["kid"])
    if public is None:
        raise Wrong("the manifest is not the platform's")
    called = suites.JWS[suites.of(public)]
    if said != {"alg": called, "kid": said["kid"], "typ": "jiaxin-manifest-1"}:
        raise Wrong("the manifest is not signed as it must be")
    if not suites.verifies(public, head + b"." + payload, decoded(signature.decode())):
        raise Wrong("the manifest's signature")
    manifest: dict[str, Any] = json.loads(decoded(payload.decode()))
    expected = {
        "protocol": TAG,
        "type": "batch.manifest",
        "kind": SERVICE,
        "sender": pair.platform["party"],
        "recipient": pair.body.name,
        "suite": suites.of(public),
    }
    if any(manifest.get(name) != value for name, value in expected.items()):
        raise Wrong("the manifest is another's")
    return manifest


def _fits(manifest: dict[str, Any], said: dict[str, Any], sealed: bytes) -> bool:
    suite = manifest["suite"]
    named = (said[suites.PART_DIGEST[suite]], said["bytes"])
    return (suites.digest(suite, sealed).hex(), len(sealed)) == named


def rows_of(pair: Pair, folder: Path, message: str) -> Iterator[dict[str, Any]]:
    """Each row of a batch that lies here, held against its manifest."""
    manifest = read_manifest(pair, folder / f"{message}.manifest")
    first = 1
    for number, said in enumerate(manifest["parts"], 1):
        sealed = (folder / f"{message}.{number}.part").read_bytes()
        if not _fits(manifest, said, sealed):
            raise Wrong(f"part {number} is not the one of the manifest")
        head, *lines = unseal_lines(sealed, pair.own).decode("utf-8").splitlines()
        inside = json.loads(head)
        place = (inside["message_id"], inside["part"], len(lines))
        # A part that was made anew is shorter: what follows it keeps its numbers.
        if place != (message, number, said["rows"]) or inside["first_row"] < first:
            raise Wrong(f"part {number} says otherwise inside")
        first = inside["first_row"] + len(lines)
        for line in lines:
            yield json.loads(line)


def open_(chosen: argparse.Namespace) -> int:
    """The rows of a batch in a folder."""
    pair = bodies.load(chosen.home, chosen.body)
    for row in rows_of(pair, chosen.into, chosen.message):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


def _line(chosen: argparse.Namespace) -> Line:
    pair = bodies.load(chosen.home, chosen.body)
    verify = str(chosen.authority) if chosen.authority else pair.verify
    return Line(pair, frozenset(), verify)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.fetching", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    acts = parser.add_subparsers(required=True)
    for name, does in (("ask", ask), ("batch", batch), ("open", open_)):
        sub = acts.add_parser(name, help=does.__doc__)
        sub.set_defaults(act=does)
        sub.add_argument("--home", type=Path, required=True)
        sub.add_argument("--body", default="province", choices=list(bodies.BODIES))
        sub.add_argument("--authority", type=Path, help="a certificate to trust besides")
        sub.add_argument("--message", default="", help="the message's id (default: a new one)")
        if name == "ask":
            sub.add_argument("--people", type=Path, required=True)
        else:
            sub.add_argument("--into", type=Path, default=Path(), help="where the files lie")
        if name == "batch":
            sub.add_argument("--folder", action="store_true", help="into our drop folder")
            sub.add_argument("--stop-after", type=int, help="break off after so many parts")
    chosen = parser.parse_args()
    try:
        return int(chosen.act(chosen))
    except Refused as refused:
        sys.stdout.write(f"{refused}\n")
        return 3
    except Wrong as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 4


if __name__ == "__main__":
    raise SystemExit(main())
