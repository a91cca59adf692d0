"""Who asks comes first: a read that does not ask for its viewer is on a list, and so is its use.

Such a read answers about whomever it is given. A page that called one with an id from its address
would show anybody's record to anybody; so each use in a portal is written down here, with why the
id is the viewer's own or the answer tells nothing of a person.
"""

import ast
import inspect
from collections.abc import Iterator

import pytest

from tests.house.source import PRODUCT, modules_named, place, python_in, tree_of

FLOORS = ("jiaxin.trust", "jiaxin.facts", "jiaxin.flows", "jiaxin.gateways.notices")
PROOFS = {"Showing", "OwnRecord", "LightOnly", "ConsentProof"}

# Reads that take no person's id from a page: what they are given says itself what may be told.
HARMLESS = {
    "flows.rights.reads.sealed": "the number on a sheet; that it was made here, and of nobody",
    "flows.rights.reads.seal_of": "a file that was handed in; whether it was made here",
    "flows.engagements.reads.certified_staff": "how many, and nobody of them",
    "facts.firms.reads.id_of": "a firm, of nobody",
    "facts.firms.reads.names_of": "firms, which are public",
    "flows.engagements.reads.offered_by": "a firm's code that was just scanned; names no person",
    "flows.certificates.reads.named_by_token": "a code that was just scanned; names no person",
    "flows.certificates.reads.named_by_ticket": "a ticket that we signed; names no person",
    "flows.certificates.reads.ticket_for": "what a code named",
    "flows.certificates.reads.ticket_of_code": "a code that was just scanned; names no person",
    "flows.certificates.reads.numbers_of": "the workers of the viewer's own requests",
    "flows.certificates.reads.short_code_is_on_show": "the short code of her own page",
    "facts.records.reads.background_shown": "a fact that was opened under a proof",
    "trust.consent.reads.newest_version": "of a text",
    "trust.identity.reads.account": "the account of a session",
    "trust.identity.reads.is_proven": "yes or no, and no more",
    "trust.identity.reads.phone_asked": "the code that this browser's session asked for",
    "trust.identity.reads.step_left": "the entry that this browser's session holds",
    "trust.identity.reads.factors_at_entry": "the same; whether there are some, and of which kind",
    "facts.health.reads.tables_now": "what the law asks of an examination, of nobody in particular",
    "facts.epidemic.reads.region_choices": "regions",
    "facts.epidemic.reads.orders_in_force": "orders, which are public",
    "facts.epidemic.reads.is_open": "whether there is an order",
    "facts.epidemic.reads.shown": "the viewer's own declarations, read before",
    "facts.epidemic.reads.every_order": "the same",
    "flows.queries.reads.askable": "what may be ticked, of nobody in particular",
    "flows.rights.reads.what_stays": "what the law keeps, of nobody in particular",
    "facts.records.reads.unreachable_since": "a source, of nobody",
    "facts.firms.reads.named": "a firm's name and code, which are public",
    "facts.firms.reads.record": "a firm's record, which is public",
    "flows.comparisons.reads.counted_coverage": "how many, and nobody of them",
    "flows.comparisons.reads.newest_run": "a run's figures",
    "flows.comparisons.reads.missed_by_reason": "counts",
    "facts.records.reads.awaits_her": "a fact of her own that was read before",
}
HERSELF = {"request.actor.person", "actor.person", "request.actor.acts_for"}


def unscoped() -> set[str]:
    """Public reads whose first argument is neither the viewer nor a proof."""
    found = set()
    for module in modules_named("reads"):
        for name, member in vars(module).items():
            if not inspect.isfunction(member) or member.__module__ != module.__name__:
                continue
            if module.__name__.startswith(FLOORS) and not name.startswith("_"):
                first = next(iter(inspect.signature(member).parameters.values()), None)
                kind = getattr(first.annotation, "__name__", "") if first else ""
                if kind not in {"Actor", *PROOFS}:
                    found.add(f"{module.__name__.removeprefix('jiaxin.')}.{name}")
    return found


def calls() -> Iterator[tuple[str, str, str]]:
    """Each call of such a read in a portal: where, which, and about whom."""
    known = unscoped()
    for path in python_in(PRODUCT / "portals"):
        tree = tree_of(path)
        names = {
            alias.asname or alias.name: f"{node.module}.{alias.name}".removeprefix("jiaxin.")
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                read = f"{names.get(ast.unparse(node.func.value), '')}.{node.func.attr}"
                if read in known:
                    yield place(path, node), read, ast.unparse(node.args[0]) if node.args else ""


def test_a_page_asks_about_the_viewer_herself_or_about_nobody() -> None:
    loose = [
        f"{where} {read}({whom})"
        for where, read, whom in calls()
        if read not in HARMLESS and whom not in HERSELF
    ]

    assert not loose, "\n".join(loose)


def test_the_search_finds_the_pages_that_ask() -> None:
    assert {read for _, read, _ in calls()} >= set(HARMLESS)


@pytest.mark.parametrize(
    "read",
    [
        "trust.identity.reads.portrait_of",
        "trust.identity.reads.phone_of",
        "flows.certificates.reads.light_of",
        "facts.records.reads.light_only",
    ],
)
def test_what_tells_of_anybody_is_known_to_do_so(read: str) -> None:
    assert read in unscoped()
