from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rosters', '0001_lists_come_in_as_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='roster',
            name='undoing_at',
            field=models.DateTimeField(null=True, verbose_name='要求撤销的时间'),
        ),
    ]
