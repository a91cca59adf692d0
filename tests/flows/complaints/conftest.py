"""The cast of these tests: as for services."""

from tests.flows.placements.conftest import firm, ma, qiao

__all__ = ["firm", "ma", "qiao"]
