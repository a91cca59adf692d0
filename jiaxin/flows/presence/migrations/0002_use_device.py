"""A check may also be for making another way."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('presence', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='presence',
            name='use',
            field=models.CharField(choices=[('enrol', 'enrol'), ('approve', 'approve'), ('device', 'device')], db_comment='open: what it is for; kept 3 years', max_length=16),
        ),
    ]
