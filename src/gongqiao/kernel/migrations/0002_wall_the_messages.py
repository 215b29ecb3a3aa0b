from django.db import migrations

from gongqiao.kernel.wall import protect


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0001_who_acts_what_was_done_what_is_due"),
    ]

    operations = [
        protect("kernel_message"),  # for verbs and jobs alone: a message holds the code that opens an account
    ]
