"""Every verb passes the door, and the door knows every verb."""

import inspect
from types import ModuleType

from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.door import SERVICES, STEPS
from tests.house.source import modules_named


def verbs_of(module: ModuleType) -> list[str]:
    """The public functions that a module defines itself."""
    return [
        f"{module.__name__}.{name}"
        for name, member in vars(module).items()
        if inspect.isfunction(member)
        and member.__module__ == module.__name__
        and not name.startswith("_")
    ]


def every_verb() -> set[str]:
    return {verb for module in modules_named("services") for verb in verbs_of(module)}


def test_every_verb_is_a_service_or_a_step() -> None:
    unguarded = every_verb() - set(SERVICES) - STEPS

    assert not unguarded, "\n".join(sorted(unguarded))


def test_services_and_steps_stand_in_services_only() -> None:
    every_verb()
    strays = {
        name
        for name in {*SERVICES, *STEPS}
        if name.startswith("jiaxin.") and "services" not in name.split(".")[:-1]
    }

    assert not strays, "\n".join(sorted(strays))


def test_a_verb_is_a_service_or_a_step_and_never_both() -> None:
    every_verb()

    assert not set(SERVICES) & STEPS


def test_every_action_is_opened_by_a_service() -> None:
    every_verb()
    unopened = sorted(action.code for action in set(Action) - set(SERVICES.values()))

    assert not unopened, "\n".join(unopened)


def test_a_verb_takes_its_actor_first_and_the_rest_by_name() -> None:
    loose = [
        f"{module.__name__}.{name}"
        for module in modules_named("services")
        for name, member in vars(module).items()
        if inspect.isfunction(member) and f"{module.__name__}.{name}" in {*SERVICES, *STEPS}
        if not _has_the_shape(inspect.signature(member, follow_wrapped=True))
    ]

    assert not loose, "\n".join(loose)


def _has_the_shape(signature: inspect.Signature) -> bool:
    first, *rest = signature.parameters.values()
    return first.name == "actor" and all(
        parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in rest
    )
