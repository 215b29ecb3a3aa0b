import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_wall_the_messages'),
        ('membership', '0005_members_move_from_union_to_union'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='resolution',
            name='resolution_number_is_used_once',
        ),
        migrations.AddField(
            model_name='resolution',
            name='undone_at',
            field=models.DateTimeField(null=True, verbose_name='撤销登记时间'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='union_body',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.body', verbose_name='工会'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('union_body', 'number'), name='resolution_number_is_used_once'),
        ),
    ]
