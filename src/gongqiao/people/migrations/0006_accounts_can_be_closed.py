import gongqiao.kernel.secrets.fields
import gongqiao.kernel.secrets.masks
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_looks_by_list_and_at_accounts'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='closed_at',
            field=models.DateTimeField(null=True, verbose_name='注销时间'),
        ),
        migrations.AlterField(
            model_name='account',
            name='phone',
            field=gongqiao.kernel.secrets.fields.EncryptedTextField(mask=gongqiao.kernel.secrets.masks.mask_phone, null=True, verbose_name='手机号'),
        ),
        migrations.AlterField(
            model_name='account',
            name='phone_index',
            field=gongqiao.kernel.secrets.fields.BlindIndexField(coming=False, editable=False, null=True, purpose='phone', source='phone', unique=True),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('phone_index__isnull', False)), models.Q(('closed_at__isnull', False), ('phone_index', None)), _connector='OR'), name='account_has_a_phone_until_it_is_closed'),
        ),
    ]
