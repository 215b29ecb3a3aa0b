from django.db import migrations

from gongqiao.kernel.wall import protect


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0002_wall_the_resolutions"),
    ]

    operations = [
        protect("membership_card"),
        migrations.RunSQL(
            # A card is seen by whoever sees the membership, behind that table's own wall; asked by its key, row by row.
            "CREATE POLICY membership ON membership_card FOR SELECT USING ((SELECT true FROM membership_membership m"
            " WHERE m.id = membership_card.membership_id))",
            "DROP POLICY membership ON membership_card",
        ),
    ]
