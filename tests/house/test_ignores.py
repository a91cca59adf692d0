"""Every silenced warning says why, and there are few."""

import re

from tests.house.source import PRODUCT, SANDBOX, TESTS, comments_of, place, python_in

# One more is a decision for a review, not for a hurry.
AT_MOST_IN_THE_PRODUCT = 80

SILENCES = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|nosec)", re.IGNORECASE)
# A rule and a reason: "noqa: S603 — fixed argv", "type: ignore[attr-defined]  # set by Django".
WITH_RULE_AND_REASON = re.compile(
    r"#\s*noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)* — \S.{3,}"
    r"|#\s*type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]\s+#\s*\S.{3,}"
    r"|#\s*pragma: no cover — \S.{3,}"
)


def test_every_ignore_names_its_rule_and_its_reason() -> None:
    found = [
        f"{place(path)}:{number} {comment}"
        for path in python_in(PRODUCT, SANDBOX, TESTS)
        if path.name != "test_ignores.py"
        for number, comment in comments_of(path)
        if SILENCES.match(comment) and not WITH_RULE_AND_REASON.match(comment)
    ]

    assert not found, "\n".join(found)


def test_no_file_is_silenced_as_a_whole() -> None:
    found = [
        f"{place(path)}:{number} {comment}"
        for path in python_in(PRODUCT, SANDBOX, TESTS)
        if path.name not in {"test_ignores.py", "source.py"}
        for number, comment in comments_of(path)
        if re.match(r"#\s*(ruff|mypy|isort|fmt):", comment)
    ]

    assert not found, "\n".join(found)


def test_ignores_are_few() -> None:
    count = sum(
        bool(SILENCES.match(comment))
        for path in python_in(PRODUCT)
        for _, comment in comments_of(path)
    )

    assert count <= AT_MOST_IN_THE_PRODUCT
