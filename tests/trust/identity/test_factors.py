"""Second factors: whose they are, how they are kept, and what the demo alone may do."""

import base64
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import connection
from pytest_django import Settings

from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.errors import WrongFactor
from jiaxin.trust.identity.rules import TOTP_SECONDS, totp_steps
from jiaxin.trust.identity.services import entries
from jiaxin.trust.identity.services.factors import DEMO_SECRET
from tests.makers_staff import PASSWORD, VISITOR, a_code, an_account, entered

pytestmark = pytest.mark.django_db


def a_secret() -> str:
    entry = entered(an_account(Role.REVIEWER))
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    return entries.begin_totp(VISITOR, entry=entry)


def test_the_codes_are_those_of_rfc_6238() -> None:
    # Appendix B, SHA-1, cut to the six digits that authenticators show.
    totp = TOTP(b"12345678901234567890", 6, SHA1(), TOTP_SECONDS)  # noqa: S303 — as the RFC has it

    assert [totp.generate(moment).decode() for moment in (59, 1111111109, 20000000000)] == [
        "287082",
        "081804",
        "353130",
    ]


def test_every_secret_is_another_and_long_enough() -> None:
    secrets = {a_secret() for _ in range(5)}

    assert len(secrets) == 5
    assert {len(base64.b32decode(secret)) for secret in secrets} == {20}


@pytest.mark.parametrize(("mode", "known"), [("demo", True), ("production", False)])
def test_the_demos_secret_is_known_and_no_others(
    settings: Settings, mode: str, known: bool
) -> None:
    settings.MODE = mode

    assert (a_secret() == DEMO_SECRET) is known


def test_a_step_that_was_used_is_never_taken_again() -> None:
    now = datetime(2026, 11, 25, 4, tzinfo=UTC)
    this = int(now.timestamp()) // TOTP_SECONDS

    assert totp_steps(now, after=0) == [this - 1, this, this + 1]
    assert totp_steps(now, after=this) == [this + 1]
    assert totp_steps(now, after=this + 1) == []


def test_secrets_and_recovery_codes_rest_unreadable() -> None:
    entry = entered(an_account(Role.REVIEWER))
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    secret = entries.begin_totp(VISITOR, entry=entry)
    codes = entries.confirm_totp(VISITOR, entry=entry, code=a_code(secret))
    told = [
        secret,
        base64.b32decode(secret).hex(),
        *codes,
        *(code.replace("-", "") for code in codes),
    ]

    with connection.cursor() as cursor:
        rows = []
        for table in ("identity_staff_member", "identity_recovery_code", "django_session"):
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608 — the names above
            rows += [row[0] for row in cursor.fetchall()]

    assert rows
    assert [word for word in told for row in rows if word in row] == []


def test_the_demos_secret_opens_nothing_elsewhere(settings: Settings) -> None:
    settings.MODE = "demo"
    entry = entered(an_account(Role.REVIEWER))
    entries.choose_password(VISITOR, entry=entry, password=PASSWORD)
    secret = entries.begin_totp(VISITOR, entry=entry)
    settings.MODE = "production"

    with pytest.raises(WrongFactor):
        entries.confirm_totp(VISITOR, entry=entry, code=a_code(secret))
