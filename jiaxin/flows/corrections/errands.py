"""What waits for the outside: a source that is asked, and files that are written anew."""

from uuid import UUID

from jiaxin.facts.records.errors import UnfitFact
from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.errors import NoRemedy, SameAsBefore
from jiaxin.flows.corrections.ports import NoLine, SourceDesk
from jiaxin.flows.vetting import papers as files
from jiaxin.flows.vetting.ports import PaperReader
from jiaxin.ground.errors import NotFound, SourceNotTrusted, SourceUnreachable
from jiaxin.trust.access.actor import Actor

_SYSTEM = Actor.system("corrections")


class _Joined:
    papers: PaperReader | None = None
    sources: SourceDesk | None = None


def join(*, papers: PaperReader | None, sources: SourceDesk | None) -> None:
    """Which reader of files and which line to the sources this deployment uses."""
    _Joined.papers, _Joined.sources = papers, sources


def attach(actor: Actor, /, *, correction_id: UUID, body: bytes) -> UUID:
    """Have the file opened and written anew, then keep its pages. The file itself is dropped."""
    corrections.admit_file(actor, correction_id=correction_id)
    read = files.opened_by(_Joined.papers, body)
    return corrections.attach(
        actor, correction_id=correction_id, paper=read.paper, pages=read.pages
    )


def forward(subject: UUID, correction_id: UUID) -> None:
    """Ask the source, or ask it again; raises where it could not be reached."""
    question = corrections.put_question(_SYSTEM, subject=subject, correction_id=correction_id)
    if question is None:
        return
    which = {"subject": subject, "correction_id": correction_id}
    reply = NoLine.NOT_PAIRED if _Joined.sources is None else _Joined.sources.ask(question)
    if isinstance(reply, NoLine):
        corrections.to_desk(_SYSTEM, **which)
    elif reply.answer is None:
        corrections.note_forwarded(_SYSTEM, evidence=reply.evidence, **which)
    else:
        try:
            corrections.take_answer(_SYSTEM, answer=reply.answer, evidence=reply.evidence, **which)
        except (UnfitFact, NoRemedy, SameAsBefore) as unfit:
            # A decision that cannot be carried out is none: the clock brings it to an officer.
            raise SourceNotTrusted("an answer that cannot be carried out") from unfit


def ask_again() -> int:
    """Remind the sources of what they have, and try those that could not be reached."""
    asked = 0
    for subject, correction_id in reads.at_source():
        try:
            forward(subject, correction_id)
        except (SourceUnreachable, SourceNotTrusted, NotFound):
            continue  # the clock moves it on to an officer where it stays so
        asked += 1
    return asked
