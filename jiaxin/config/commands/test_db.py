"""Start an empty embedded PostgreSQL for tests and hold it until Ctrl-C.

Prints its DATABASE_URL: runs of pytest that get it need not start a server each.

  jiaxin test-db &
"""

import argparse
import signal
import tempfile
from pathlib import Path

from jiaxin.config.postgres import Embedded
from jiaxin.config.screen import say


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, help="where to keep it (default: a new folder)")


def run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="jiaxin-test-db-") as fresh:
        server = Embedded(arguments.folder or Path(fresh), durable=False)
        server.start()
        say(f"export DATABASE_URL='{server.owner_address}'")
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
        server.stop()
    return 0
