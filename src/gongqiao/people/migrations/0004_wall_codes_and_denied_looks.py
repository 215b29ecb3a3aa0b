from django.db import migrations

from gongqiao.kernel.wall import protect


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_tokens_know_what_was_agreed_to"),
    ]

    operations = [
        # For verbs alone: nobody acts as anybody yet who asks for a code, and nobody reads how often she was denied.
        protect("people_code"),
        protect("people_deniedlook"),
        protect("people_lookalarm"),
    ]
