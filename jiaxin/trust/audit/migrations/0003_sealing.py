"""The trail sealed: lines waiting, leaves, nodes and signed checkpoints of an RFC 6962 tree.

Everything that writes them is a function of the tables' owner that computes its hashes itself, so
the web role can ask for sealing and cannot say what is sealed. See docs/trail.md.
"""

from django.db import migrations, models

TABLES = """
-- The key under which the door vouches for a line; none on lines older than this migration.
ALTER TABLE audit_line ADD COLUMN mac bytea;
COMMENT ON COLUMN audit_line.mac IS 'open: shows that the door wrote the line; kept 5 years';

CREATE TABLE audit_unsealed (
    at timestamptz NOT NULL,
    id uuid NOT NULL,
    PRIMARY KEY (at, id)
);
-- It empties every second: without this its index would be mostly of dead rows.
ALTER TABLE audit_unsealed SET (autovacuum_vacuum_scale_factor = 0.0,
    autovacuum_vacuum_threshold = 5000, autovacuum_analyze_threshold = 100000);

CREATE TABLE audit_leaf (
    index bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    line uuid NOT NULL UNIQUE,
    hash bytea NOT NULL
);
COMMENT ON COLUMN audit_leaf.hash IS 'open: commits to the line; kept for ever';

CREATE TABLE audit_node (
    level smallint NOT NULL,
    index bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (level, index)
);
COMMENT ON COLUMN audit_node.hash IS 'open: commits to 256 below it; kept for ever';

CREATE TABLE audit_checkpoint (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    at timestamptz NOT NULL
);
COMMENT ON COLUMN audit_checkpoint.root IS 'open: commits to the whole tree; kept for ever';
COMMENT ON COLUMN audit_checkpoint.note IS 'open: size and root, signed; kept for ever';
CREATE INDEX audit_checkpoint_size ON audit_checkpoint (size);

CREATE TRIGGER audit_leaf_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION audit_keep();
CREATE TRIGGER audit_node_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_node
    FOR EACH STATEMENT EXECUTE FUNCTION audit_keep();
CREATE TRIGGER audit_checkpoint_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit_keep();
"""

# The canonical form of a line, byte for byte that of rules.hash_input: a test compares them.
HASHES = r"""
CREATE FUNCTION audit_hidden(mac bytea, name text, value text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT '"' || name || '":"' || encode(sha256(
        sha256(coalesce(mac, ''::bytea) || convert_to(name, 'UTF8'))
        || convert_to(coalesce(value, ''), 'UTF8')), 'hex') || '"'
$$;

CREATE FUNCTION audit_leaf_hash(line audit_line) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256('\x00'::bytea || convert_to(
        '{"action":' || to_json(line.action::text)
        || ',"at":"' || to_char(line.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
        || '","channel":' || to_json(line.channel::text)
        || ',"digest":"' || encode(line.digest, 'hex')
        || '","hidden":{'
        || audit_hidden(line.mac, 'actor', line.actor) || ','
        || audit_hidden(line.mac, 'origin', line.origin) || ','
        || audit_hidden(line.mac, 'request_id', line.request_id) || ','
        || audit_hidden(line.mac, 'sign_in', line.sign_in::text) || ','
        || audit_hidden(line.mac, 'subject', line.subject::text)
        || '},"id":"' || line.id
        || '","outcome":' || to_json(line.outcome::text)
        || ',"proof":' || to_json(line.proof::text)
        || ',"role":' || to_json(line.role::text)
        || ',"v":2}', 'UTF8'))
$$;

-- The root over hashes of 32 bytes set end to end. An odd last one is carried up, as in RFC 6962.
CREATE FUNCTION audit_fold(hashes bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    many integer := length(hashes) / 32;
    odd bytea;
BEGIN
    WHILE many > 1 LOOP
        odd := CASE WHEN many % 2 = 1 THEN substr(hashes, 32 * many - 31) ELSE ''::bytea END;
        hashes := (
            SELECT string_agg(sha256('\x01'::bytea || substr(hashes, 1 + 64 * i, 64)), ''::bytea
                ORDER BY i)
            FROM generate_series(0, many / 2 - 1) AS i) || odd;
        many := length(hashes) / 32;
    END LOOP;
    RETURN hashes;
END $$;

-- Hashes [first, past) of one stored level: leaves at 0, then one for each 256 of the level below.
CREATE FUNCTION audit_hashes(at_level integer, first bigint, past bigint) RETURNS bytea
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF at_level = 0 THEN
        RETURN (SELECT string_agg(f.hash, ''::bytea ORDER BY f.index) FROM audit_leaf f
            WHERE f.index >= first AND f.index < past);
    END IF;
    RETURN (SELECT string_agg(n.hash, ''::bytea ORDER BY n.index) FROM audit_node n
        WHERE n.level = at_level AND n.index >= first AND n.index < past);
END $$;

CREATE FUNCTION audit_root(size bigint) RETURNS bytea
LANGUAGE plpgsql STABLE AS $$
DECLARE
    at_level integer := 0;
    edge bytea := ''::bytea;
BEGIN
    IF size = 0 THEN
        RETURN sha256(''::bytea);
    END IF;
    WHILE size > 0 LOOP
        edge := audit_fold(
            coalesce(audit_hashes(at_level, size - size % 256, size), ''::bytea) || edge);
        size := size / 256;
        at_level := at_level + 1;
    END LOOP;
    RETURN edge;
END $$;
"""

SEALING = """
CREATE FUNCTION audit_wait() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO audit_unsealed (at, id) VALUES (NEW.at, NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER audit_line_waits AFTER INSERT ON audit_line
    FOR EACH ROW EXECUTE FUNCTION audit_wait();
INSERT INTO audit_unsealed (at, id) SELECT at, id FROM audit_line;

-- Seals at most so many lines; how many it sealed, or -1 while another is at it.
CREATE FUNCTION audit_seal(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- The queue is a handful of rows or millions, and its statistics are always of another moment.
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE
    size bigint;
    sealed integer;
    done bigint;
    past bigint;
    at_level integer := 1;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7236145590001) THEN
        RETURN -1;
    END IF;
    SELECT coalesce(max(index) + 1, 0) INTO size FROM audit_leaf;
    INSERT INTO audit_leaf (index, at, line, hash)
        SELECT size - 1 + row_number() OVER (ORDER BY waiting.at, waiting.id),
            waiting.at, waiting.id, found.hash
        FROM (SELECT u.at, u.id FROM audit_unsealed u ORDER BY u.at, u.id LIMIT most) waiting
        CROSS JOIN LATERAL (
            SELECT audit_leaf_hash(l) AS hash FROM audit_line l
            WHERE l.at = waiting.at AND l.id = waiting.id OFFSET 0) found;
    GET DIAGNOSTICS sealed = ROW_COUNT;
    DELETE FROM audit_unsealed u USING audit_leaf f
        WHERE f.index >= size AND u.at = f.at AND u.id = f.line;
    done := size / 256;
    past := (size + sealed) / 256;
    WHILE past > done LOOP
        INSERT INTO audit_node (level, index, hash)
            SELECT at_level, i, audit_fold(audit_hashes(at_level - 1, 256 * i, 256 * i + 256))
            FROM generate_series(done, past - 1) AS i;
        done := done / 256;
        past := past / 256;
        at_level := at_level + 1;
    END LOOP;
    RETURN sealed;
END $$;

-- Takes a signed note in, if it is about the tree as it stands. Whose signature is for readers.
CREATE FUNCTION audit_sign(said_size bigint, said_root bytea, said_note text, said_at timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(7236145590001)
        OR said_root <> audit_root(said_size)
        OR said_size > (SELECT coalesce(max(index) + 1, 0) FROM audit_leaf)
        OR split_part(said_note, E'\\n', 2) <> said_size::text
        OR split_part(said_note, E'\\n', 3) <> encode(said_root, 'base64')
    THEN
        RETURN false;
    END IF;
    INSERT INTO audit_checkpoint (size, root, note, at)
        VALUES (said_size, said_root, said_note, said_at);
    RETURN true;
END $$;

-- Whole months past their time go; leaves, nodes and checkpoints stay. How many months went.
CREATE FUNCTION audit_drop_months(before date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    month text;
    dropped integer := 0;
BEGIN
    IF before > date_trunc('month', now() - interval '5 years')::date THEN
        RAISE EXCEPTION 'the trail is kept 5 years' USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR month IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'audit_line'::regclass AND c.relname ~ '^audit_line_[0-9]{4}_[0-9]{2}$'
            AND to_date(substr(c.relname, 12), 'YYYY_MM') < date_trunc('month', before)
        ORDER BY c.relname
    LOOP
        EXECUTE format('DROP TABLE %I', month);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
REVOKE EXECUTE ON FUNCTION audit_drop_months FROM PUBLIC;
"""

UNDO = """
DROP FUNCTION audit_drop_months, audit_sign, audit_seal;
DROP TRIGGER audit_line_waits ON audit_line;
DROP FUNCTION audit_wait, audit_root, audit_hashes, audit_fold, audit_leaf_hash, audit_hidden;
DROP TABLE audit_checkpoint, audit_node, audit_leaf, audit_unsealed;
ALTER TABLE audit_line DROP COLUMN mac;
"""


def _state(name, table, fields):
    return migrations.CreateModel(
        name=name, fields=fields, options={"db_table": table, "managed": False}
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_quiet_jobs")]

    operations = [
        migrations.RunSQL(TABLES + HASHES + SEALING, UNDO),
        _state("Unsealed", "audit_unsealed", [
            ("pk", models.CompositePrimaryKey("at", "id", blank=True, editable=False, primary_key=True, serialize=False)),
            ("at", models.DateTimeField()),
            ("id", models.UUIDField()),
        ]),
        _state("Leaf", "audit_leaf", [("index", models.BigIntegerField(primary_key=True, serialize=False))]),
        _state("Node", "audit_node", [
            ("pk", models.CompositePrimaryKey("level", "index", blank=True, editable=False, primary_key=True, serialize=False)),
            ("level", models.SmallIntegerField()),
            ("index", models.BigIntegerField()),
        ]),
        _state("Checkpoint", "audit_checkpoint", [("id", models.BigAutoField(primary_key=True, serialize=False))]),
    ]
