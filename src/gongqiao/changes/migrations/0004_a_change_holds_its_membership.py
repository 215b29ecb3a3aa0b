import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('changes', '0003_members_are_reminded_before_they_go'),
        ('membership', '0006_lists_are_entered_and_undone'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='change', name='one_open_change'),
        migrations.RemoveIndex(model_name='change', name='change_of_membership'),
        migrations.AlterField(
            model_name='change',
            name='membership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='membership.membership', verbose_name='会籍'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['declared', 'reminded'])), fields=('membership',), name='one_open_change'),
        ),
    ]
