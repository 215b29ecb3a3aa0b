from django.db import migrations, models

HELD = """
    UPDATE people_token t SET agreed = c.version FROM people_consent c
    WHERE c.account_id = t.account_id AND c.purpose = 'privacy' AND c.withdrawn_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_sessions_know_what_was_agreed_to"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="agreed",
            field=models.CharField(blank=True, default="", max_length=10, verbose_name="已同意的协议版本"),
            preserve_default=False,
        ),
        migrations.RunSQL(HELD, migrations.RunSQL.noop),
    ]
