from django.db import migrations, models
from django.db.models import Q

# Nobody looks for the beginning of a card's number or of its secret, and few stays began with a move. Whatever step is
# broken off, all of them can be taken again.
STEPS = [
    "DROP INDEX CONCURRENTLY IF EXISTS membership_card_number_74bc6dc3_like",
    "DROP INDEX CONCURRENTLY IF EXISTS membership_card_token_da3c84ee_like",
    "DROP INDEX CONCURRENTLY IF EXISTS stay_of_transfer",
    "CREATE INDEX CONCURRENTLY stay_of_transfer ON membership_stay (transfer_id) WHERE transfer_id IS NOT NULL",
    "DROP INDEX CONCURRENTLY IF EXISTS membership_stay_transfer_id_2a05c723",
]
BACK = [
    "CREATE INDEX membership_card_number_74bc6dc3_like ON membership_card (number varchar_pattern_ops)",
    "CREATE INDEX membership_card_token_da3c84ee_like ON membership_card (token varchar_pattern_ops)",
    "CREATE INDEX membership_stay_transfer_id_2a05c723 ON membership_stay (transfer_id)",
    "DROP INDEX stay_of_transfer",
]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("membership", "0008_lists_are_entered_together")]

    operations = [
        migrations.RunSQL(
            STEPS,
            BACK,
            state_operations=[
                migrations.AlterField(
                    "stay",
                    "transfer",
                    models.ForeignKey(
                        "membership.Transfer", models.PROTECT, null=True, related_name="+", db_index=False
                    ),
                ),
                migrations.AddIndex(
                    "stay",
                    models.Index(fields=["transfer"], condition=Q(transfer__isnull=False), name="stay_of_transfer"),
                ),
            ],
        ),
    ]
