from django.db import migrations

from gongqiao.kernel.wall import protect


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_hints_are_kept"),
    ]

    operations = [
        protect("kernel_message"),  # for verbs and jobs alone: a message holds the code that opens an account
    ]
