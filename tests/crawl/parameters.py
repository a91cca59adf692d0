"""Which words an address is asked for: read from the code of its page and from its forms."""

import ast
import inspect
from functools import cache
from importlib import import_module

from django.urls import URLPattern

from tests.crawl.reading import Page

# Whatever a page reads: where to go on, which page, what was done.
ALWAYS = frozenset({"next", "page", "done"})
READ_BY = {"get", "getlist"}


@cache
def read_in(module: str, *, deep: bool = True) -> frozenset[str]:
    """The words that this module asks a query for, and the portals' modules that it calls."""
    tree = ast.parse(inspect.getsource(import_module(module)))
    found = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READ_BY
        and _is_a_query(node.func.value)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }
    found |= {
        node.left.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Constant)
        and isinstance(node.left.value, str)
        and any(_is_a_query(one) for one in node.comparators)
    }
    if deep:
        for called in _imported(tree):
            found |= read_in(called, deep=False)
    return frozenset(found)


def _is_a_query(node: ast.expr) -> bool:
    """`request.GET`, or a name that such a thing is handed on by."""
    if isinstance(node, ast.Attribute):
        return node.attr == "GET"
    return isinstance(node, ast.Name) and node.id in {"query", "asked"}


def _imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jiaxin.portals"):
            for name in node.names:
                module = f"{node.module}.{name.name}"
                try:
                    import_module(module)
                except ModuleNotFoundError:
                    continue
                found.add(module)
    return found


def of(pattern: URLPattern) -> frozenset[str]:
    """All words that the code of this page asks a query for."""
    module = inspect.unwrap(pattern.callback).__module__
    return ALWAYS | (read_in(module) if module.startswith("jiaxin.portals") else frozenset())


def reads_itself(pattern: URLPattern) -> bool:
    """Whether the view's own lines read the query."""
    return ".GET" in inspect.getsource(inspect.unwrap(pattern.callback))


def fields_of(page: Page) -> frozenset[str]:
    """And those that its forms send by GET."""
    return frozenset(name for form in page.forms for name in form.names())
