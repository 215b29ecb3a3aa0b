from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("changes", "0005_members_follow_their_unit")]

    operations = [
        migrations.AddField("resettlement", "stood", models.JSONField(default=list, verbose_name="原来的状态")),
    ]
