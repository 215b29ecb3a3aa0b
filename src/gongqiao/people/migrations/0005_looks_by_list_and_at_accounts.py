import django.db.models.deletion
from django.db import migrations, models

from gongqiao.kernel.wall import protect


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_wall_codes_and_denied_looks"),
    ]

    operations = [
        migrations.AddField(
            model_name="look",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.account",
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="way",
            field=models.CharField(
                choices=[("looked", "查看了"), ("exported", "导出了")],
                default="looked",
                max_length=10,
                verbose_name="方式",
            ),
        ),
        migrations.AlterField(
            model_name="look",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to="people.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", False), ("account__isnull", False), _connector="OR"),
                name="look_is_at_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                condition=models.Q(("person", None)), fields=["account", "-at"], name="look_of_account"
            ),
        ),
        migrations.RunSQL(
            "DROP POLICY wall ON people_look",
            protect("people_look", person="person_id").sql,
        ),
        protect("people_look", person="person_id", account="account_id"),
    ]
