"""Answers of a health department laid beside what she declared, under her consent and an order.

Who is not enrolled, goes by another name, or has not agreed is passed over without a word.
"""

from collections.abc import Sequence

from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.epidemic.rules import AuthorityWord
from jiaxin.facts.epidemic.services import HealthAnswer
from jiaxin.gateways.exchange.adapters import Adapter
from jiaxin.gateways.exchange.takers import From, Numbered, Taken
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity


def take(actor: Actor, /, *, sender: From, adapter: Adapter, rows: Sequence[Numbered]) -> Taken:
    """Take these answers in, as one act."""
    known = identity.proven_by_number(actor, numbers=list({str(one.row["number"]) for one in rows}))
    answers = [
        (
            known[one.row["number"]][0],
            one.row["region"],
            HealthAnswer(
                word=AuthorityWord(one.row["word"]),
                answered_at=one.row["checked_at"],
                source=sender.source,
                # Two rows of one message may both be about her.
                evidence=f"{sender.message}:{one.number}",
            ),
        )
        for one in rows
        if known.get(one.row["number"], (None, ""))[1] == one.row["name"]
    ]
    return Taken(epidemic.take_answers(actor, answers=answers) if answers else 0)
