import django.contrib.postgres.fields
import django.db.models.deletion
import gongqiao.kernel.identifiers
import gongqiao.kernel.secrets.fields
import gongqiao.kernel.secrets.masks
from django.db import migrations, models

from gongqiao.kernel.wall import protect


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0003_wall_the_messages'),
    ]

    operations = [
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.UUIDField(default=gongqiao.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('reading', '正在读取'), ('checked', '待接收'), ('unreadable', '没有读成'), ('entering', '正在登记'), ('entered', '已接收'), ('confirming', '待本人确认'), ('closed', '确认已截止'), ('undone', '已撤销'), ('discarded', '已作废')], default='reading', max_length=10, verbose_name='状态')),
                ('kind', models.CharField(choices=[('applied', '每人都有书面入会申请'), ('signed', '名单上签名，每人再用短信确认')], max_length=7, verbose_name='入会意愿')),
                ('name', models.CharField(max_length=120, verbose_name='文件名')),
                ('digest', models.CharField(max_length=64, verbose_name='内容摘要')),
                ('layout', models.CharField(blank=True, max_length=40, verbose_name='表格样式')),
                ('employment_form', models.CharField(choices=[('contract', '劳动合同'), ('establishment', '事业编制或者聘用'), ('office', '机关'), ('dispatch', '劳务派遣'), ('part_time', '非全日制'), ('platform', '不完全劳动关系（平台）'), ('flexible', '灵活就业、个体'), ('overage', '超龄用工')], max_length=13, verbose_name='没有写用工形式的')),
                ('handled_in', models.CharField(max_length=12, verbose_name='办理地')),
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
                ('number', models.CharField(blank=True, max_length=40, verbose_name='决议文号')),
                ('met_on', models.DateField(null=True, verbose_name='会议日期')),
                ('present', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None, verbose_name='出席委员')),
                ('resolution', models.UUIDField(null=True, verbose_name='决议')),
                ('entered_at', models.DateTimeField(null=True, verbose_name='登记时间')),
                ('union_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.body', verbose_name='工会')),
            ],
            options={
                'verbose_name': '入会名册',
            },
        ),
        migrations.CreateModel(
            name='RosterLine',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('good', '可以接收'), ('waiting', '待本人确认')], default='good', max_length=7, verbose_name='状态')),
                ('union', models.IntegerField(verbose_name='工会')),
                ('sheet', models.CharField(max_length=31, verbose_name='工作表')),
                ('row', models.IntegerField(verbose_name='行')),
                ('person_key', models.UUIDField(verbose_name='将来的编号')),
                ('known', models.UUIDField(null=True, verbose_name='已登记人员')),
                ('document_type', models.CharField(max_length=10, verbose_name='证件类型')),
                ('document_number', gongqiao.kernel.secrets.fields.EncryptedTextField(home=('people_person', 'document_number', 'person_key'), mask=gongqiao.kernel.secrets.masks.mask_identity_number, verbose_name='证件号码')),
                ('document_index', gongqiao.kernel.secrets.fields.BlindIndexField(coming=False, editable=False, purpose='document', source='document_number')),
                ('document_index_next', gongqiao.kernel.secrets.fields.BlindIndexField(coming=True, editable=False, null=True, purpose='document', source='document_number')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('phone', gongqiao.kernel.secrets.fields.EncryptedTextField(home=('people_person', 'phone', 'person_key'), mask=gongqiao.kernel.secrets.masks.mask_phone, null=True, verbose_name='手机号')),
                ('phone_index', gongqiao.kernel.secrets.fields.BlindIndexField(coming=False, editable=False, null=True, purpose='phone', source='phone')),
                ('phone_index_next', gongqiao.kernel.secrets.fields.BlindIndexField(coming=True, editable=False, null=True, purpose='phone', source='phone')),
                ('sex', models.CharField(max_length=1, verbose_name='性别')),
                ('birth_on', models.DateField(verbose_name='出生日期')),
                ('ethnic', models.CharField(blank=True, max_length=2, verbose_name='民族')),
                ('political', models.CharField(blank=True, max_length=2, verbose_name='政治面貌')),
                ('education', models.CharField(blank=True, max_length=2, verbose_name='学历')),
                ('employment_form', models.CharField(choices=[('contract', '劳动合同'), ('establishment', '事业编制或者聘用'), ('office', '机关'), ('dispatch', '劳务派遣'), ('part_time', '非全日制'), ('platform', '不完全劳动关系（平台）'), ('flexible', '灵活就业、个体'), ('overage', '超龄用工')], max_length=13, verbose_name='用工形式')),
                ('invited_at', models.DateTimeField(null=True, verbose_name='通知确认时间')),
                ('roster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='rosters.roster', verbose_name='名册')),
            ],
            options={
                'verbose_name': '名册人员',
            },
        ),
        migrations.CreateModel(
            name='RosterProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(max_length=31, verbose_name='工作表')),
                ('row', models.IntegerField(verbose_name='行')),
                ('column', models.CharField(blank=True, max_length=3, verbose_name='列')),
                ('code', models.CharField(max_length=24, verbose_name='代码')),
                ('words', models.CharField(max_length=200, verbose_name='问题')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='rosters.roster', verbose_name='名册')),
            ],
            options={
                'verbose_name': '名册问题',
            },
        ),
        migrations.CreateModel(
            name='Spelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('layout', models.CharField(blank=True, max_length=40, verbose_name='表格样式')),
                ('place', models.IntegerField(null=True, verbose_name='第几列')),
                ('column', models.CharField(max_length=20, verbose_name='我们的列')),
                ('words', models.CharField(max_length=60, verbose_name='写法')),
                ('value', models.CharField(blank=True, max_length=20, verbose_name='代码')),
            ],
            options={
                'verbose_name': '表格写法',
                'constraints': [models.UniqueConstraint(fields=('layout', 'column', 'words'), name='a_spelling_means_one_thing')],
            },
        ),
        migrations.AddIndex(
            model_name='roster',
            index=models.Index(fields=['union_body', '-received_at', '-id'], name='roster_of_union'),
        ),
        migrations.AddConstraint(
            model_name='roster',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['applied', 'signed'])), name='roster_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='roster',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['entered', 'confirming']), _negated=True), ('resolution__isnull', False), _connector='OR'), name='roster_rests_on_a_resolution'),
        ),
        migrations.AddIndex(
            model_name='rosterline',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['phone_index'], name='line_waits_for_phone'),
        ),
        migrations.AddIndex(
            model_name='rosterline',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['document_index'], name='line_waits_for_document'),
        ),
        protect("rosters_roster", office="union_body_id"),
        protect("rosters_rosterline", person="known", office='"union"'),
        protect("rosters_rosterproblem"),
        migrations.RunSQL(
            # What is wrong with a list is seen by whoever sees the list, behind that table's own wall.
            "CREATE POLICY roster ON rosters_rosterproblem FOR SELECT USING ((SELECT true FROM rosters_roster r"
            " WHERE r.id = rosters_rosterproblem.roster_id))",
            "DROP POLICY roster ON rosters_rosterproblem",
        ),
    ]
