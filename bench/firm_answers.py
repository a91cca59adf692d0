"""Whether the search for firms finds what reading every firm finds: slow, and not to be doubted."""

from typing import Any

import psycopg

from bench.figures import check

# No index, no statistics, no cap: what the names hold, for letters their initials; and, of those
# that were found, what they hold in any of the ways in which a firm is found.
THERE = """
SELECT count(*) FROM firms_search WHERE region LIKE %(within)s
AND (%(text)s = '' OR code = %(text)s OR strpos(plain, %(text)s) > 0
    OR strpos(initials, %(text)s) > 0)
"""
FIT = """
SELECT count(*) FROM firms_search WHERE region LIKE %(within)s AND code = ANY(%(codes)s)
AND (%(text)s = '' OR code = %(text)s OR strpos(plain, %(text)s) > 0
    OR strpos(initials, %(text)s) > 0 OR strpos(sounds, %(text)s) > 0)
"""
COMPARED = (
    "two characters",
    "three or four characters",
    "full name",
    "pinyin initials",
    "credit code",
    "common words",
    "region",
    "region and common word",
)


def compare(
    connection: "psycopg.Connection[tuple[object, ...]]", asked: dict[str, list[Any]], samples: int
) -> int:
    """Fails unless they agree; how many questions were compared.

    Each firm found must be one that fits, and there must be as many as there are, up to a page.
    """
    from jiaxin.facts.firms import finding  # noqa: PLC0415 — after django.setup

    compared = 0
    for kind in COMPARED:
        for wanted in asked[kind][:samples]:
            found = finding.find(wanted)
            codes = [firm.code for firm in found.firms]
            fit, there = counted(connection, wanted, codes)
            if found.near and not there:
                continue  # none is it: what is close is another question
            check(not found.near, f"{kind}: {wanted} is not found")
            check(len(codes) == len(set(codes)) == fit, f"{kind}: {wanted} finds what is not meant")
            wants = min(there, finding.PAGE)
            check(len(codes) >= wants, f"{kind}: {wanted} finds {len(codes)} of {there}")
            compared += 1
    return compared


def counted(
    connection: "psycopg.Connection[tuple[object, ...]]", wanted: Any, codes: list[str]
) -> tuple[int, int]:
    """How many of these firms fit what is wanted, and how many firms fit it at all."""
    within = wanted.region.removesuffix("00").removesuffix("00") + "%"
    given = {"text": wanted.text, "within": within, "codes": codes}
    some = connection.execute(FIT, given).fetchone()
    every = connection.execute(THERE, given).fetchone()
    return int(str(some[0])) if some else 0, int(str(every[0])) if every else 0
