"""`jiaxin`, the operator's command."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from jiaxin.config.places import NotPrivate
from jiaxin.config.plan import BadPlan, DoorTaken
from jiaxin.config.postgres import PostgresFailed
from jiaxin.config.refusals import UnfitToStart
from jiaxin.config.running import AlreadyUp, StepFailed
from jiaxin.config.screen import complain
from jiaxin.config.supervisor import PartFailed

COMMANDS = (
    "demo",
    "up",
    "status",
    "exchange",
    "migrate",
    "keys",
    "trail",
    "backup",
    "restore",
    "staff",
    "compare",
    "exam-tables",
    "distribute",
    "test-db",
    "version",
)

ABOUT = """\
Jiaxin (家信): credit records for home-service workers.

Everything that differs between deployments comes from the environment:

  JIAXIN_HOME          keys, data, sockets, logs            (.data beside the program)
  JIAXIN_MODE          demo, test or production             (production)
  JIAXIN_PUBLIC_URL    the address people type              (https://localhost:8443 in the demo)
  DATABASE_URL         a PostgreSQL server, as the web role (none: the embedded server)
  DATABASE_OWNER_URL   the same, as the role that migrates
  PORT, HTTP_PORT      https, and http on localhost         (8443, 8080)
  LAN                  1, or an address of this machine: open the demo to the local network
  JIAXIN_TLS           acme, internal, or "cert.pem key.pem"
"""

EXAMPLES = """\
examples:
  jiaxin demo                        try it: made-up people, everything on this machine
  LAN=1 jiaxin demo                  the same, with a QR code to open it on a phone
  RESET=1 jiaxin demo                throw the demo's data away and start over
  jiaxin keys create                 before the first start in production
  jiaxin up                          run it until Ctrl-C
  jiaxin status --json               which parts are up; ends with 0 only if all are
  jiaxin <command> --help            more about one of them
"""

EXPECTED = (*(AlreadyUp, BadPlan, DoorTaken, NotPrivate, PostgresFailed, StepFailed, UnfitToStart),)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="jiaxin",
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="commands", metavar="", required=True)
    for name in COMMANDS:
        module = import_module(f"jiaxin.config.commands.{name.replace('-', '_')}")
        about = (module.__doc__ or "").strip()
        act = acts.add_parser(
            name,
            help=about.splitlines()[0],
            description=about,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.describe(act)
        act.set_defaults(run=module.run)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; an expected failure is one plain message and exit 1."""
    chosen = parser().parse_args(argv)
    try:
        return int(chosen.run(chosen))
    except PartFailed as failed:
        complain(f"\n{failed}")
        for line in failed.last:
            complain(f"    {line}")
    except EXPECTED as failed:
        complain(f"\n{failed}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
