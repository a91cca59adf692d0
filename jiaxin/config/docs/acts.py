"""docs/actions.md: every action, who holds it, and the verb that it opens."""

from jiaxin.config.docs.loading import load_everything
from jiaxin.config.docs.tables import code, page, table
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.door import SERVICES
from jiaxin.trust.access.roles import HOLDS, Role, words

INTRODUCTION = (
    "Every act of the product. The door refuses whatever a role does not hold, and writes a line "
    "into the trail for each act, done or refused. Where *names whom* stands, a line without the "
    "person it is about is not written, and so the act does not happen."
)


def written() -> str:
    load_everything()
    verbs: dict[Action, list[str]] = {action: [] for action in Action}
    for name in sorted(SERVICES):
        if name.startswith("jiaxin."):
            verbs[SERVICES[name]].append(code(name.removeprefix("jiaxin.")))
    rows = [
        (
            code(action.code),
            action.words.zh,
            action.words.en,
            "yes" if action.needs_subject else "",
            ", ".join(role.value for role in Role if action in HOLDS[role]),
            "<br>".join(verbs[action]),
        )
        for action in sorted(Action, key=lambda action: action.code)
    ]
    roles = [(code(role.value), words(role).zh, str(len(HOLDS[role]))) for role in Role]
    return page(
        "Actions",
        INTRODUCTION,
        table(["action", "中文", "English", "names whom", "held by", "verbs"], rows),
        "## Roles",
        table(["role", "中文", "actions"], roles),
    )
