"""Write the catalogues, or with `--check` only say which ones are stale."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

DOCS = Path(__file__).resolve().parents[3] / "docs"


def main() -> int:
    """0 when all are fresh, or were written; 1 when --check found a stale one."""
    parser = argparse.ArgumentParser(prog="python -m jiaxin.config.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    only_checks = parser.parse_args().check
    with tempfile.TemporaryDirectory() as home:
        # The code is read, never run: it needs nobody's keys and no database.
        os.environ |= {"JIAXIN_MODE": "test", "JIAXIN_HOME": home}
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
        django.setup()
        return _checked() if only_checks else _written()


def _checked() -> int:
    from jiaxin.config.docs import catalogues  # noqa: PLC0415 — needs the apps to be loaded

    stale = catalogues.stale(DOCS)
    for name in stale:
        sys.stderr.write(f"docs/{name} is stale: run `make docs`\n")
    return 1 if stale else 0


def _written() -> int:
    from jiaxin.config.docs import catalogues  # noqa: PLC0415 — needs the apps to be loaded

    for name in catalogues.write(DOCS):
        sys.stdout.write(f"wrote docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
