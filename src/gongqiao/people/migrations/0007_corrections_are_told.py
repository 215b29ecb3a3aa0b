from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_accounts_can_be_closed'),
    ]

    operations = [
        migrations.AlterField(
            model_name='look',
            name='way',
            field=models.CharField(choices=[('looked', '查看了'), ('exported', '导出了'), ('corrected', '更正了')], default='looked', max_length=10, verbose_name='方式'),
        ),
    ]
