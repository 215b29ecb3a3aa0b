from django.db import migrations, models

FORMS = [
    ("contract", "劳动合同"),
    ("establishment", "事业编制或者聘用"),
    ("office", "机关"),
    ("dispatch", "劳务派遣"),
    ("part_time", "非全日制"),
    ("platform", "不完全劳动关系（平台）"),
    ("flexible", "灵活就业、个体"),
    ("overage", "超龄用工"),
]
# Empty in what was entered before, or by the version before this one while it still serves: then it is what the
# membership says.
ADD = "ALTER TABLE membership_stay ADD COLUMN employment_form varchar(13) NOT NULL DEFAULT ''"
DROP = "ALTER TABLE membership_stay DROP COLUMN employment_form"


class Migration(migrations.Migration):
    dependencies = [("membership", "0006_lists_are_entered_and_undone")]

    operations = [
        migrations.RunSQL(
            ADD,
            DROP,
            state_operations=[
                migrations.AddField(
                    "stay",
                    "employment_form",
                    models.CharField("用工形式", max_length=13, choices=FORMS, blank=True, default=""),
                ),
            ],
        ),
    ]
