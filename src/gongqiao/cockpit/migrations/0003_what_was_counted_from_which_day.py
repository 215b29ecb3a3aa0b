from django.db import migrations, models
from django.utils import timezone

# A figure kept before this is told as of the day it is kept from here on, what was counted per day as of that day.
KEPT = """
    INSERT INTO cockpit_past (body, indicator, day, cell, n, since, told_on)
    SELECT body, indicator, day, cell, n, coalesce(day, current_date), current_date FROM cockpit_total WHERE n <> 0
"""


class Migration(migrations.Migration):
    dependencies = [("cockpit", "0002_figures_have_a_version")]

    operations = [
        *(
            migrations.AddField(
                "delta", name, models.DateField(words, default=timezone.localdate), preserve_default=False
            )
            for name, words in (("since", "自何日起计"), ("told_on", "登记日期"))
        ),
        migrations.CreateModel(
            name="Past",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.IntegerField(verbose_name="工会")),
                ("indicator", models.CharField(db_collation="C", max_length=30, verbose_name="指标")),
                ("day", models.DateField(null=True, verbose_name="日期")),
                ("cell", models.CharField(db_collation="C", max_length=60, verbose_name="维度")),
                ("n", models.BigIntegerField(verbose_name="增减")),
                ("since", models.DateField(verbose_name="自何日起计")),
                ("told_on", models.DateField(verbose_name="登记日期")),
            ],
            options={
                "verbose_name": "往日增减",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["body", "indicator", "since", "told_on", "day", "cell"],
                        name="one_past_per_cell",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
