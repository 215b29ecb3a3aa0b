from django.db import migrations

from gongqiao.kernel.wall import protect


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0001_persons_join_by_resolution'),
    ]

    operations = [
        protect("membership_resolution", office="union_body_id"),
        migrations.RunSQL(
            # Whoever a resolution admitted may read on which paper her membership rests.
            "CREATE POLICY admitted ON membership_resolution FOR SELECT USING (EXISTS (SELECT 1 FROM membership_stay s"
            " WHERE s.resolution_id = membership_resolution.id"
            " AND s.person_id = nullif((SELECT current_setting('gongqiao.person', true)), '')::uuid))",
            "DROP POLICY admitted ON membership_resolution",
        ),
    ]
