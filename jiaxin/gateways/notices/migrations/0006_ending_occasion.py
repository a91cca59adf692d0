from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0005_find_to_erase'),
    ]

    operations = [
        migrations.AlterField(
            model_name='message',
            name='occasion',
            field=models.CharField(choices=[('code', 'code'), ('asked', 'asked'), ('deletion', 'deletion'), ('vetting_opened', 'vetting_opened'), ('vetting_ending', 'vetting_ending'), ('vetting_ended', 'vetting_ended'), ('changed', 'changed'), ('approved', 'approved'), ('ending', 'ending')], db_comment='open: why it is sent; kept 30 days', max_length=16),
        ),
    ]
