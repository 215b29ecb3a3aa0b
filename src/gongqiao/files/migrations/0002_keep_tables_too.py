from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0001_keep_stored_files'),
        ('kernel', '0001_who_acts_what_was_done_what_is_due'),
        ('people', '0002_sessions_know_what_was_agreed_to'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='storedfile',
            name='file_media_type_is_known',
        ),
        migrations.AlterField(
            model_name='storedfile',
            name='media_type',
            field=models.CharField(choices=[('image/jpeg', 'JPG 图片'), ('image/png', 'PNG 图片'), ('image/webp', 'WebP 图片'), ('application/pdf', 'PDF'), ('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Excel 工作簿'), ('text/csv', 'CSV 表格')], max_length=80, verbose_name='类型'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('media_type__in', ['application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'image/jpeg', 'image/png', 'image/webp', 'text/csv'])), name='file_media_type_is_known'),
        ),
    ]
