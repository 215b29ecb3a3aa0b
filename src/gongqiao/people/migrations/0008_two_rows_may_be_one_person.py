import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_corrections_are_told'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='same_as',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='与谁是同一人'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('same_as', models.F('pk')), _negated=True), name='person_is_another_one_than_herself'),
        ),
        migrations.AddField(
            model_name='account',
            name='behind',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.account', verbose_name='随哪个账号'),
        ),
        migrations.RunSQL(
            # What was told of a row that was merged into hers is told to her still.
            "CREATE POLICY same ON people_person FOR SELECT"
            " USING (same_as_id::text = (SELECT current_setting('gongqiao.person', true)));"
            "CREATE POLICY same ON people_look FOR SELECT USING ((SELECT p.same_as_id::text FROM people_person p"
            " WHERE p.id = people_look.person_id) = (SELECT current_setting('gongqiao.person', true)))",
            "DROP POLICY same ON people_look; DROP POLICY same ON people_person",
        ),
    ]
