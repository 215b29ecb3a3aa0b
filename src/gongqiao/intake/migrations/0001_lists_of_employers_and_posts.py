import django.db.models.deletion
import gongqiao.kernel.identifiers
import gongqiao.kernel.secrets.fields
import gongqiao.kernel.secrets.masks
from django.db import migrations, models

from gongqiao.kernel.wall import protect


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0004_answers_of_the_rush'),
    ]

    operations = [
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('name', models.CharField(max_length=120, verbose_name='文件名')),
                ('digest', models.CharField(max_length=64, verbose_name='内容摘要')),
                ('by_person', models.UUIDField(null=True, verbose_name='经办人')),
                ('by_role', models.CharField(max_length=30, verbose_name='身份')),
                ('by_body', models.IntegerField(null=True, verbose_name='经办单位')),
                ('by_appointment', models.UUIDField(null=True, verbose_name='任职')),
                ('received_at', models.DateTimeField(verbose_name='交来时间')),
                ('attempt', models.IntegerField(default=0, verbose_name='第几次读')),
                ('height', models.IntegerField(default=0, verbose_name='行数')),
                ('done', models.IntegerField(default=0, verbose_name='已读')),
                ('rows', models.IntegerField(default=0, verbose_name='名单行数')),
                ('good', models.IntegerField(default=0, verbose_name='可以接收')),
                ('fault', models.CharField(blank=True, max_length=200, verbose_name='没有读成的原因')),
                ('sheets', models.JSONField(default=dict, verbose_name='各表的列')),
                ('notes', models.JSONField(default=list, verbose_name='提示')),
                ('id', models.UUIDField(default=gongqiao.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('reading', '正在读取'), ('checked', '待登记'), ('unreadable', '没有读成'), ('entering', '正在登记'), ('entered', '已登记'), ('undone', '已撤销'), ('discarded', '已作废')], default='reading', max_length=10, verbose_name='状态')),
                ('kind', models.CharField(choices=[('employers', '用人单位'), ('posts', '任职')], max_length=9, verbose_name='登记什么')),
                ('handled_in', models.CharField(max_length=12, verbose_name='办理地')),
                ('usual', models.JSONField(default=dict, verbose_name='没有写的按')),
                ('entered_at', models.DateTimeField(null=True, verbose_name='登记时间')),
                ('union_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.body', verbose_name='工会')),
            ],
            options={
                'verbose_name': '批量登记',
            },
        ),
        migrations.CreateModel(
            name='IntakeLine',
            fields=[
                ('id', models.UUIDField(default=gongqiao.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('union', models.IntegerField(verbose_name='工会')),
                ('sheet', models.CharField(max_length=31, verbose_name='工作表')),
                ('row', models.IntegerField(verbose_name='行')),
                ('facts', gongqiao.kernel.secrets.fields.EncryptedTextField(mask=gongqiao.kernel.secrets.masks.mask_text, null=True, verbose_name='内容')),
                ('known', models.UUIDField(null=True, verbose_name='已登记人员')),
                ('made', models.CharField(blank=True, max_length=36, verbose_name='登记成')),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='intake.intake', verbose_name='批量登记')),
            ],
            options={
                'verbose_name': '登记行',
            },
        ),
        migrations.CreateModel(
            name='IntakeProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(max_length=31, verbose_name='工作表')),
                ('row', models.IntegerField(verbose_name='行')),
                ('column', models.CharField(blank=True, max_length=3, verbose_name='列')),
                ('code', models.CharField(max_length=24, verbose_name='代码')),
                ('words', models.CharField(max_length=200, verbose_name='问题')),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='intake.intake', verbose_name='批量登记')),
            ],
            options={
                'verbose_name': '批量登记的问题',
            },
        ),
        migrations.AddIndex(
            model_name='intake',
            index=models.Index(fields=['union_body', '-received_at', '-id'], name='intake_of_union'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['employers', 'posts'])), name='intake_kind_is_known'),
        ),
        protect("intake_intake", office="union_body_id"),
        protect("intake_intakeline", person="known", office='"union"'),
        protect("intake_intakeproblem"),
        migrations.RunSQL(
            # What is wrong with a list is seen by whoever sees the list, behind that table's own wall.
            "CREATE POLICY intake ON intake_intakeproblem FOR SELECT USING ((SELECT true FROM intake_intake i"
            " WHERE i.id = intake_intakeproblem.intake_id))",
            "DROP POLICY intake ON intake_intakeproblem",
        ),
    ]
