"""What `jiaxin staff` does, once the apps are loaded."""

import argparse
import sys
from itertools import chain, count

from jiaxin.config.at_hand import Cannot
from jiaxin.config.screen import say
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role, words
from jiaxin.trust.identity import reads, services
from jiaxin.trust.identity.reads import StaffRow
from jiaxin.trust.identity.services import NewStaff, Opened

OPERATOR = Actor(role=Role.SYSTEM, part="operator", channel=Channel.CLI)
THREE = {
    Role.SYSTEM_ADMIN: "system-admin",
    Role.SECURITY_ADMIN: "security-admin",
    Role.AUDIT_ADMIN: "audit-admin",
}


def first_(arguments: argparse.Namespace) -> int:
    """Open the administrators that are still missing, for three different people."""
    there = {row.role for row in reads.staff(OPERATOR) if row.is_open}
    missing = [role for role in THREE if role not in there]
    if not missing:
        raise Cannot("The three administrators are there: `jiaxin staff list`.")
    # All are asked for before any is opened, so that a slip leaves nothing half done.
    taken = {row.staff_name for row in reads.staff(OPERATOR)}
    people = [_asked(role, taken) for role in missing]
    if len({person.number for person in people}) < len(people):
        raise Cannot("The three administrators must be three people. Nothing was opened.")
    for person in people:
        try:
            _show(services.open_account(OPERATOR, staff=person), words(person.role).zh)
        except Refusal as no:
            raise Cannot(f"{person.staff_name}: {no.says.zh} {no.says.en}") from no
    say("Each is shown this once and is good for seven days, for one first sign-in at /console/.")
    return 0


def list_(arguments: argparse.Namespace) -> int:
    """Every account. Names of people stay sealed."""
    rows = reads.staff(OPERATOR)
    for row in rows:
        say(f"{row.staff_name:24} {row.role.value:18} {row.region or '-':8} {_state(row)}")
    if not rows:
        say("There is none yet: `jiaxin staff first`.")
    return 0


def reset_(arguments: argparse.Namespace) -> int:
    """A new first password for whoever cannot sign in."""
    row = _named(arguments.staff_name)
    _show(services.reset_account(OPERATOR, staff=row.id), words(row.role).zh)
    return 0


def close_(arguments: argparse.Namespace) -> int:
    """End an account."""
    row = _named(arguments.staff_name)
    services.close_account(OPERATOR, staff=row.id)
    say(f"{row.staff_name} is closed.")
    return 0


def _asked(role: Role, taken: set[str]) -> NewStaff:
    said = words(role)
    try:
        name = read_name(_line(f"{said.zh} {said.en}: name 姓名: "))
        number = IdNumber.parse(_line(f"{said.zh} {said.en}: ID number 证件号码: "), clock.today())
    except Refusal as no:
        raise Cannot(f"{no.says.zh} {no.says.en} Nothing was opened.") from no
    return NewStaff(role=role, staff_name=_free(role, taken), name=name, number=number.number)


def _free(role: Role, taken: set[str]) -> str:
    """The role's sign-in name; with a number where a closed account holds it."""
    names = (f"{THREE[role]}-{turn}" for turn in count(2))
    return next(name for name in chain([THREE[role]], names) if name not in taken)


def _line(prompt: str) -> str:
    if sys.stdin.isatty():
        sys.stderr.write(prompt)
        sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise Cannot("Two lines a person are needed: name, ID number. Nothing was opened.")
    return line.strip()


def _named(staff_name: str) -> StaffRow:
    for row in reads.staff(OPERATOR):
        if row.staff_name == staff_name and row.is_open:
            return row
    raise Cannot(f"{staff_name}: there is no open account of this name.")


def _show(opened: Opened, role: str) -> None:
    say(f"{role}  {opened.staff_name}  {opened.password}")


def _state(row: StaffRow) -> str:
    if not row.is_open:
        return "closed"
    return "in use" if row.is_set_up else "waits for its first sign-in"
