from django.db import migrations, models

# With a default in the database: the version before this one goes on writing while it still serves.
ADD = "ALTER TABLE changes_resettlement ADD COLUMN stood jsonb NOT NULL DEFAULT '[]'"
DROP = "ALTER TABLE changes_resettlement DROP COLUMN stood"


class Migration(migrations.Migration):
    dependencies = [("changes", "0005_members_follow_their_unit")]

    operations = [
        migrations.RunSQL(
            ADD,
            DROP,
            state_operations=[
                migrations.AddField("resettlement", "stood", models.JSONField(default=list, verbose_name="原来的状态"))
            ],
        ),
    ]
