"""Borders that import-linter cannot see, or sees too late."""

import ast
import re

from tests.house.source import (
    PRODUCT,
    ROOT,
    SANDBOX,
    TESTS,
    dotted,
    every_call,
    every_file,
    imports_of,
    place,
    python_in,
    tree_of,
)


def test_the_sandbox_imports_nothing_of_the_product() -> None:
    found = [
        place(path, node)
        for path in python_in(SANDBOX)
        for node, name in imports_of(path)
        if name.partition(".")[0] == "jiaxin"
    ]

    assert not found, "\n".join(found)


def test_the_product_imports_nothing_of_the_sandbox_or_the_tests() -> None:
    found = [
        place(path, node)
        for path in python_in(PRODUCT)
        for node, name in imports_of(path)
        if name.partition(".")[0] in {"sandbox", "tests"}
    ]

    assert not found, "\n".join(found)


def test_the_way_round_the_sealed_manager_is_closed() -> None:
    records = PRODUCT / "facts" / "records"
    found = [
        place(path, node)
        for path in python_in(PRODUCT)
        if not path.is_relative_to(records)
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Attribute) and node.attr == "_base_manager")
        or (isinstance(node, ast.Constant) and node.value == "_base_manager")
    ]

    assert not found, "\n".join(found)


def test_only_the_door_writes_to_the_trail() -> None:
    door = PRODUCT / "trust" / "access" / "door.py"
    found = [
        place(path, node)
        for path in python_in(PRODUCT)
        if path != door
        for node, name in every_call(path)
        if name in {"trail.write", "TableTrail().write"}
    ]

    assert not found, "\n".join(found)


def test_only_the_wiring_joins_a_port() -> None:
    config = PRODUCT / "config"
    found = [
        f"{place(path, node)} {name}"
        for path in python_in(PRODUCT)
        if not path.is_relative_to(config)
        for node, name in every_call(path)
        if re.fullmatch(r"\w+\.join(_\w+)?", name)
        and name.partition(".")[0] in {"trail", "fields", "held_keys", "wake", "ports"}
    ]

    assert not found, "\n".join(found)


def test_settings_are_read_inside_functions_only() -> None:
    config = PRODUCT / "config"
    found = [
        place(path, node)
        for path in python_in(PRODUCT)
        if not path.is_relative_to(config)
        for statement in tree_of(path).body
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Attribute)
        and (dotted(node).startswith(("settings.", "os.environ")))
    ]

    assert not found, "\n".join(found)


# A path of one machine, or a host that some network keeps copies of packages on.
LOCAL = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/"
    r"|\b(?:files\.pythonhosted\.org|registry\.npmjs\.org|mirrors?\.[a-z]+\.[a-z]+)\b"
)
# The lock says where each file is: uv cannot do without.
LOCKS = {ROOT / "uv.lock"}


def test_the_repository_names_no_machine_and_no_mirror() -> None:
    found = [
        f"{place(path)}:{number}"
        for path in every_file()
        if path not in LOCKS and path.name != "test_borders.py" and _is_text(path.read_bytes())
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LOCAL.search(line)
    ]

    assert not found, "\n".join(found)


def test_the_lock_names_the_public_registry_only() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text(encoding="utf-8")))

    assert hosts <= {"pypi.org", "files.pythonhosted.org"}


def test_every_folder_of_tests_is_a_package() -> None:
    # Else two files called test_rules.py are one module to Python.
    found = {
        place(folder)
        for path in python_in(TESTS)
        for folder in path.parents
        if folder.is_relative_to(TESTS) and not (folder / "__init__.py").exists()
    }

    assert not found, "\n".join(found)


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in raw


# What only these files of the ground may know.
KNOWN_IN_FEW = {
    "procrastinate": {"events.py"},
    "psycopg": {"wake.py", "pooled.py", "prepared.py"},
    "psycopg_pool": {"pooled.py"},
}


def test_the_ground_knows_django_only_at_its_core() -> None:
    ground = PRODUCT / "ground"
    found = [
        f"{place(path, node)} {name}"
        for path in python_in(ground)
        for node, name in imports_of(path)
        if (name.startswith("django.contrib") or path.name not in _who_may_know(name, path.name))
    ]

    assert not found, "\n".join(found)


def _who_may_know(name: str, otherwise: str) -> set[str]:
    return KNOWN_IN_FEW.get(name.partition(".")[0], {otherwise})
