from django.db import migrations, models

from gongqiao.kernel.wall import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0003_wall_the_messages"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("act", models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="提交键")),
                ("subject_id", models.CharField(max_length=36, verbose_name="对象")),
                ("batch", models.UUIDField(verbose_name="批次")),
            ],
            options={"verbose_name": "答复"},
        ),
        append_only("kernel_answer"),
    ]
