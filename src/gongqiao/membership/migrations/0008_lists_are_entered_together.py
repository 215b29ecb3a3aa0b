from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("membership", "0007_stays_know_the_form_of_employment")]

    operations = [
        migrations.AddField("resolution", "batch", models.UUIDField("批次", null=True)),
        migrations.AddIndex(
            "resolution",
            models.Index(fields=["batch"], name="resolution_of_batch", condition=models.Q(batch__isnull=False)),
        ),
    ]
