from django.db import migrations, models
from django.db.models import F, Q

# Few clocks are stopped after their last day; the step can be taken again whatever broke it off.
STEPS = [
    "DROP INDEX CONCURRENTLY IF EXISTS deadline_late",
    "CREATE INDEX CONCURRENTLY deadline_late ON kernel_deadline (clock, closed_on) WHERE closed_on > due_on",
]
BACK = ["DROP INDEX deadline_late"]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0004_answers_of_the_rush")]

    operations = [
        migrations.RunSQL(
            STEPS,
            BACK,
            state_operations=[
                migrations.AddIndex(
                    "deadline",
                    models.Index(
                        fields=["clock", "closed_on"], condition=Q(closed_on__gt=F("due_on")), name="deadline_late"
                    ),
                ),
            ],
        ),
    ]
