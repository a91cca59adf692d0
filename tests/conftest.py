"""What every test may ask for. Fixtures of one app live in that app's folder."""

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    server: None, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Before the first test that needs a database, the server runs and the template is migrated."""
