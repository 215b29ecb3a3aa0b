from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_keep_inboxes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="text_state",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "不发短信"),
                    ("waiting", "待发短信"),
                    ("sent", "已发短信"),
                    ("muted", "已关闭短信"),
                    ("withheld", "未同意短信"),
                    ("unreachable", "没有手机号"),
                ],
                max_length=12,
                verbose_name="短信",
            ),
        ),
    ]
