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
# What a stay was before a transfer is not known of earlier ones: it is taken to be what the membership is today.
KNOWN = """
    SELECT set_config('gongqiao.wall', 'down', true);
    UPDATE membership_stay s SET employment_form = m.employment_form
    FROM membership_membership m WHERE m.id = s.membership_id;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0006_lists_are_entered_and_undone")]

    operations = [
        migrations.AddField(
            "stay",
            "employment_form",
            models.CharField("用工形式", max_length=13, choices=FORMS, default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
