"""One reader under atheris: `python -m tests.fuzz sheet -max_total_time=60` (`make fuzz S=sheet`).

Whatever follows the name goes to libFuzzer. Inputs that reached something new are kept in
`.cache/fuzz`, so that the next run goes on from there; one that breaks the reader is written to
the folder where it was started.
"""

import os
import sys
import tempfile
from pathlib import Path

KEPT = Path(".cache/fuzz")


def main() -> None:
    name, *words = sys.argv[1:] or [""]
    os.environ |= {"JIAXIN_MODE": "test", "JIAXIN_HOME": tempfile.mkdtemp()}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
    import atheris  # noqa: PLC0415 — of the group `fuzz` alone
    import django  # noqa: PLC0415 — after the environment

    with atheris.instrument_imports(include=["jiaxin"]):
        django.setup()
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 — instrumented as it loads

    if name not in TARGETS:
        sys.exit(f"which reader? {' '.join(TARGETS)}")
    folder = KEPT / name
    folder.mkdir(parents=True, exist_ok=True)
    for at, example in enumerate(TARGETS[name].examples):
        (folder / f"example-{at}").write_bytes(example)
    atheris.Setup([sys.argv[0], *words, str(folder)], TARGETS[name].take)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
