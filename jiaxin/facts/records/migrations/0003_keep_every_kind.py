"""A kind of fact is a code, not a list in the table; what a side said of a version is kept too."""

import jiaxin.ground.ids
from django.db import migrations, models

# What a side said stays as it was said.
KEEP = """
CREATE FUNCTION records_keep_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND pg_has_role(
        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'what a side said of a fact is never overwritten'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER records_verdict_keeps BEFORE UPDATE OR DELETE ON records_verdict
    FOR EACH ROW EXECUTE FUNCTION records_keep_verdict();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0002_keep_versions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='fact',
            name='came',
            field=models.CharField(db_comment='open: how it came; kept until the record is deleted', max_length=16),
        ),
        migrations.AlterField(
            model_name='fact',
            name='kind',
            field=models.CharField(db_comment='open: what it is about; kept until the record is deleted', max_length=16),
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('pk', models.CompositePrimaryKey('worker_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('worker_id', models.UUIDField()),
                ('id', models.UUIDField(default=jiaxin.ground.ids.new_id)),
                ('fact_id', models.UUIDField()),
                ('side', models.CharField(choices=[('worker', 'worker'), ('firm', 'firm'), ('body', 'body')], db_comment='open: whose word it is; kept until the record is deleted', max_length=8)),
                ('source', models.CharField(db_comment='open: who says so; kept until the record is deleted', max_length=32)),
                ('word', models.CharField(choices=[('confirmed', 'confirmed'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], db_comment='open: what it says; kept until the record is deleted', max_length=16)),
                ('evidence', models.CharField(db_comment='open: the message it came in; kept until the record is deleted', max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'records_verdict',
                'indexes': [models.Index(fields=['worker_id', 'fact_id', 'at'], name='verdicts')],
            },
        ),
        migrations.RunSQL(
            KEEP,
            "DROP TRIGGER records_verdict_keeps ON records_verdict;"
            " DROP FUNCTION records_keep_verdict;",
        ),
    ]
