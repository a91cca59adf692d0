"""The index of tokens is kept by stretches of the firms' order: a few answer a common word."""

from typing import Any

from django.db import migrations

from jiaxin.facts.firms.rules.searching import names_of

# Which firms have a token is asked of one stretch at a time (rules/searching.py). The bits
# that say which stretch it is turn a token of 32 bits into another one for each stretch.
STRETCHED = """
CREATE FUNCTION firms_in_stretch(tokens integer[], stretch integer) RETURNS integer[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(SELECT token # (stretch << 24) FROM unnest(tokens) AS token);
-- How many stretches to ask is known of twenty thousand tokens then, in place of five thousand.
ALTER TABLE firms_search ALTER COLUMN tokens SET STATISTICS 2000;
"""
WHOLE = """
ALTER TABLE firms_search ALTER COLUMN tokens SET STATISTICS 500;
DROP FUNCTION firms_in_stretch;
"""


def add_tokens(apps: Any, editor: Any) -> None:
    """What has come to be a token since a firm's line was made: a syllable that was only begun."""
    lines = apps.get_model("firms", "SearchRow").objects
    for line in lines.only("plain", "tokens").iterator():
        tokens = set(line.tokens) | names_of(line.plain.split("\n")).tokens
        lines.filter(firm_id=line.firm_id).update(tokens=sorted(tokens))


class Migration(migrations.Migration):
    dependencies = [("firms", "0002_keep_versions")]
    operations = [
        migrations.RunSQL(STRETCHED, WHOLE),
        migrations.RunPython(add_tokens, migrations.RunPython.noop),
    ]
