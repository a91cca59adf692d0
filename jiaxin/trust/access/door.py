"""The door: every change to the system passes here, and nowhere else.

A *service* is opened from outside (a portal, a gateway, a task) and asks one permission.
A *step* is a smaller change that only an open service may make.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID, uuid4

from django.db import transaction

from jiaxin.ground import wake
from jiaxin.ground.crypto.held_keys import forget_all, keys_at_hand
from jiaxin.ground.errors import NotAllowed, Refusal, TooManyTries
from jiaxin.trust.access import brake, limits, trail
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor

SERVICES: dict[str, Action] = {}
STEPS: set[str] = set()

type Guarded[**P, R] = Callable[Concatenate[Actor, P], R]


@dataclass(slots=True)
class _Act:
    """What one open service has said about itself so far."""

    action: Action
    subject: UUID | None = None
    proof: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    spent: list[limits.Spent] = field(default_factory=list)
    held: list[limits.Spent] = field(default_factory=list)
    refusal: Refusal | None = None
    is_flood: bool = False


_open: ContextVar[_Act | None] = ContextVar("open_act", default=None)


def service[**P, R](action: Action) -> Callable[[Guarded[P, R]], Guarded[P, R]]:
    """Open the door for one action: check it, run it whole, write the line."""

    def wrap(run: Guarded[P, R]) -> Guarded[P, R]:
        SERVICES[f"{run.__module__}.{run.__name__}"] = action

        @wraps(run)
        def opened(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if (outer := _open.get()) is not None:
                raise RuntimeError(f"{run.__name__} is a service; in {outer.action} call a step")
            act = _Act(action)
            token = _open.set(act)
            try:
                _knock(actor, act)
                with keys_at_hand(), transaction.atomic(durable=True):
                    if action not in actor.holds:
                        raise NotAllowed(action=action.code)
                    result = run(actor, *args, **kwargs)
                    outcome = act.refusal.code if act.refusal else trail.DONE
                    trail.write(_entry(actor, act, outcome))
            except BaseException as failed:
                forget_all()  # a key that was made in what was rolled back is none
                if isinstance(failed, Refusal) and not act.is_flood:
                    _keep_refusal(actor, act, failed)
                raise
            finally:
                _open.reset(token)
                limits.release(act.held)
            wake.wake(*act.topics)
            if act.refusal is not None:
                raise act.refusal
            return result

        return opened

    return wrap


def step[**P, R](run: Guarded[P, R]) -> Guarded[P, R]:
    """A change made only while a service is open."""
    STEPS.add(f"{run.__module__}.{run.__name__}")

    @wraps(run)
    def taken(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _open.get() is None:
            raise RuntimeError(f"{run.__name__} is a step; open a service first")
        return run(actor, *args, **kwargs)

    return taken


def about(subject: UUID, *, proof: str = "", **details: Any) -> None:
    """Say whom the open act is about, on what proof, and what its line's digest commits to."""
    act = _now()
    act.subject = subject
    act.proof = proof or act.proof
    act.details.update(details)


def grounds(proof: str, **details: Any) -> None:
    """The same for an act that is about nobody."""
    act = _now()
    act.proof = proof
    act.details.update(details)


def look_again(*topics: str) -> None:
    """After the commit, tell the pages that wait on these topics to look again."""
    _now().topics.extend(topics)


def spend(limit: limits.Limit, key: str) -> None:
    """Count one try; TooManyTries past the limit. The count stays when the act is refused."""
    spend_each((limit, key))


def spend_each(*tries: tuple[limits.Limit, str]) -> None:
    """Count one try against each, in one question; what comes after a limit passed is not spent."""
    act, counted = _now(), [limits.Spent(limit, key) for limit, key in tries]
    act.held.extend(counted)
    for spent, tallied in zip(counted, limits.add_alone(counted), strict=True):
        act.spent.append(spent)
        limits.refuse_over(spent.limit, tallied)


def forgive(limit: limits.Limit, key: str) -> None:
    """Forget the tries before the right one, if the act ends well."""
    _now()
    limits.clear(limits.Spent(limit, key))


def give_back(limit: limits.Limit, key: str) -> None:
    """This try was the right one: it does not count, those of others at the same key do."""
    _now()
    limits.give_back(limits.Spent(limit, key))


def refuse_after_commit(refusal: Refusal) -> None:
    """Refuse, and keep the work: what was tried and found wanting is itself on record."""
    _now().refusal = refusal


def _knock(actor: Actor, act: _Act) -> None:
    """Refuse a flood before it costs a transaction. Its first refusal leaves a line, no more do."""
    over = limits.knock(brake.counts_of(actor, act.action))
    if over is not None:
        act.is_flood = not over.is_first
        raise TooManyTries(retry_after=over.retry_after)


def _now() -> _Act:
    act = _open.get()
    if act is None:
        raise RuntimeError("no service is open")
    return act


def _entry(actor: Actor, act: _Act, outcome: str) -> trail.Entry:
    return trail.Entry(actor, act.action, outcome, act.subject, act.proof, act.details)


def _keep_refusal(actor: Actor, act: _Act, refusal: Refusal) -> None:
    # The work is rolled back; that it was tried is not.
    with transaction.atomic(durable=True):
        for spent in act.spent:
            limits.add(spent)
        trail.write(_entry(actor, act, refusal.code))


def request_id() -> str:
    """A fresh id for one request or job."""
    return uuid4().hex
