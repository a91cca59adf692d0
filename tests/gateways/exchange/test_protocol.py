"""docs/PROTOCOL.md says what the code does: every service, column, limit, code and refusal."""

import re
from pathlib import Path

import pytest

from jiaxin.gateways.exchange import adapters, errors, rules
from jiaxin.gateways.exchange.adapters import Adapter
from jiaxin.gateways.exchange.errors import ExchangeRefusal
from jiaxin.gateways.exchange.rows import WORDS, RowFault
from jiaxin.gateways.exchange.rules import State

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "PROTOCOL.md").read_text("utf-8")
PART = TEXT[TEXT.index("## 9. What departments send") :]


def row_of(adapter: Adapter) -> str:
    found = re.search(rf"^\| `{adapter.service}` .*$", PART, re.MULTILINE)
    assert found, adapter.service
    return found[0]


@pytest.mark.parametrize("service", list(adapters.every()))
def test_every_service_is_listed_with_its_columns_and_words(service: str) -> None:
    adapter = adapters.of(service)
    row = row_of(adapter)

    for column in adapter.columns:
        if column.name in {"number", "name", "checked_at", "fixes"}:
            continue
        assert f"`{column.name}`" in row or f"`{column.name} " in row, column.name
        assert column.required != (f"[`{column.name}`" in row or f"[`{column.name} " in row)
        if " · " in column.form and "true" not in column.form:
            assert column.form in row, column.form


def test_every_reason_of_a_row_is_listed_with_its_words() -> None:
    # What is known of nobody but us is not the protocol's: it would tell who is enrolled.
    told = set(RowFault) - {RowFault.CONTRADICTS}
    missing = [
        fault
        for fault in told
        if f"| `{fault}` | {WORDS[fault].zh.rstrip('。')} | {WORDS[fault].en.rstrip('.')} |"
        not in PART
    ]

    assert missing == []
    assert "`contradicts`" not in PART


def test_every_refusal_is_in_part_6_with_its_status() -> None:
    listed = {code: int(status) for status, code in re.findall(r"\| (\d{3}) \| `(\w+)` \|", TEXT)}
    ours = {
        kind.code.partition(".")[2]: kind.status
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, ExchangeRefusal) and kind.code
    }

    assert {code: listed.get(code) for code in ours} == ours


def test_every_state_is_explained() -> None:
    assert [state for state in State if f"| `{state}` |" not in PART] == []


@pytest.mark.parametrize(
    "limit",
    [
        f"1 to {rules.MOST_LIVE_ROWS} rows",
        f"Limit {rules.MOST_LIVE_BYTES // 1024} KiB",
        f"{rules.MOST_PART_ROWS:,} rows",
        f"{rules.MOST_PART_CLEAR_BYTES // 2**20} MiB of plaintext",
        f"{rules.MOST_PART_BYTES // 2**20} MiB sealed",
        f"{rules.MOST_PARTS:,} parts",
        f"at most {rules.MOST_MANIFEST_BYTES // 1024} KiB",
        f"at most {rules.MOST_ROW_BYTES // 1024} KiB",
        f"at most {rules.MOST_COLUMNS} members",
        f"more than {rules.MOST_QUARANTINED:,} rows",
        f"at most {rules.OLDEST_MANIFEST.days} days ago",
    ],
)
def test_every_limit_is_said(limit: str) -> None:
    assert limit in PART
