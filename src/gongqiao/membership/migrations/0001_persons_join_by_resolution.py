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
        ('kernel', '0001_who_acts_what_was_done_what_is_due'),
        ('people', '0001_persons_accounts_and_looks'),
        ('places', '0001_hold_the_divisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=gongqiao.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('active', '在会'), ('retained', '保留会籍'), ('left', '已退会')], default='active', max_length=8, verbose_name='状态')),
                ('employment_form', models.CharField(choices=[('contract', '劳动合同'), ('establishment', '事业编制或者聘用'), ('office', '机关'), ('dispatch', '劳务派遣'), ('part_time', '非全日制'), ('platform', '不完全劳动关系（平台）'), ('flexible', '灵活就业、个体'), ('overage', '超龄用工')], max_length=13, verbose_name='用工形式')),
                ('sex', models.CharField(max_length=1, verbose_name='性别')),
                ('joined_on', models.DateField(verbose_name='入会日期')),
                ('left_on', models.DateField(null=True, verbose_name='退会日期')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='会员')),
                ('union_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.body', verbose_name='工会')),
            ],
            options={
                'verbose_name': '会籍',
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='card', serialize=False, to='membership.membership')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='会员证号')),
                ('token', models.CharField(db_collation='C', max_length=22, unique=True, verbose_name='验证码')),
                ('issued_on', models.DateField(verbose_name='发证日期')),
            ],
            options={
                'verbose_name': '会员证',
            },
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.UUIDField(default=gongqiao.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=40, verbose_name='文号')),
                ('met_on', models.DateField(verbose_name='会议日期')),
                ('present', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None, verbose_name='出席委员')),
                ('count', models.IntegerField(verbose_name='准予入会人数')),
                ('recorded_by', models.UUIDField(null=True, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('union_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.body', verbose_name='工会')),
            ],
            options={
                'verbose_name': '入会决议',
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=gongqiao.kernel.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('account', models.UUIDField(verbose_name='账号')),
                ('state', models.CharField(choices=[('draft', '填写中'), ('submitted', '审查中'), ('sent_back', '待补正'), ('admitted', '已入会'), ('rejected', '未准予'), ('withdrawn', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('begun_at', models.DateTimeField(verbose_name='开始填写')),
                ('employment_form', models.CharField(blank=True, choices=[('contract', '劳动合同'), ('establishment', '事业编制或者聘用'), ('office', '机关'), ('dispatch', '劳务派遣'), ('part_time', '非全日制'), ('platform', '不完全劳动关系（平台）'), ('flexible', '灵活就业、个体'), ('overage', '超龄用工')], max_length=13, verbose_name='用工形式')),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('eight.truck', '货车司机'), ('eight.courier', '快递员'), ('eight.carer', '护工护理员'), ('eight.domestic', '家政服务员'), ('eight.promoter', '商场信息员'), ('eight.meals', '网约送餐员'), ('eight.agent', '房产中介员'), ('eight.guard', '保安员'), ('focus.truck', '货车司机'), ('focus.cars', '网约车司机'), ('focus.courier', '快递员'), ('focus.meals', '外卖配送员')], max_length=14), default=list, size=None, verbose_name='群体')),
                ('workplace', models.CharField(blank=True, max_length=120, verbose_name='工作地点')),
                ('employer', models.CharField(blank=True, max_length=120, verbose_name='工作单位或者平台')),
                ('uscc', models.CharField(blank=True, max_length=18, verbose_name='统一社会信用代码')),
                ('station', models.CharField(blank=True, max_length=60, verbose_name='站点')),
                ('invited', models.BooleanField(default=False, verbose_name='扫码')),
                ('routed_because', models.CharField(blank=True, max_length=200, verbose_name='为什么是这家工会')),
                ('reviewed_in', models.CharField(blank=True, max_length=12, verbose_name='审查地')),
                ('name', models.CharField(blank=True, max_length=60, verbose_name='姓名')),
                ('document_type', models.CharField(blank=True, max_length=10, verbose_name='证件类型')),
                ('document_number', gongqiao.kernel.secrets.fields.EncryptedTextField(mask=gongqiao.kernel.secrets.masks.mask_identity_number, null=True, verbose_name='证件号码')),
                ('phone', gongqiao.kernel.secrets.fields.EncryptedTextField(mask=gongqiao.kernel.secrets.masks.mask_phone, null=True, verbose_name='联系电话')),
                ('sex', models.CharField(choices=[('0', '未知'), ('1', '男'), ('2', '女'), ('9', '未说明')], default='0', max_length=1, verbose_name='性别')),
                ('birth_on', models.DateField(null=True, verbose_name='出生日期')),
                ('submitted_on', models.DateField(null=True, verbose_name='提交日期')),
                ('suspected', models.BooleanField(default=False, verbose_name='疑似已有会籍')),
                ('missing', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('job', '用工形式或者职业'), ('workplace', '工作地点'), ('employer', '工作单位或者平台名称'), ('station', '站点名称'), ('name', '姓名与证件不一致'), ('document', '证件号码'), ('phone', '联系电话'), ('proof', '工作证明')], max_length=10), default=list, size=None, verbose_name='缺少的内容')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='审查意见')),
                ('decided_on', models.DateField(null=True, verbose_name='办结日期')),
                ('division', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.division', verbose_name='工作所在地')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='申请人')),
                ('union_body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.body', verbose_name='工会')),
                ('resolution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='membership.resolution')),
            ],
            options={
                'verbose_name': '入会申请',
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('active', '在会'), ('retained', '保留会籍'), ('left', '已退会')], default='active', max_length=8, verbose_name='状态')),
                ('since', models.DateField(verbose_name='起')),
                ('until', models.DateField(null=True, verbose_name='止')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='membership.membership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='会员')),
                ('resolution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='membership.resolution')),
                ('union_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.body', verbose_name='工会')),
            ],
            options={
                'verbose_name': '会籍经历',
            },
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(fields=['union_body', 'joined_on', 'id'], name='members_of_union'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('person',), name='one_active_membership'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['active', 'left', 'retained'])), name='membership_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_on', None), models.Q(('state', 'left'), _negated=True)), models.Q(('left_on__gte', models.F('joined_on')), ('state', 'left')), _connector='OR'), name='membership_is_left_after_joining'),
        ),
        migrations.AddIndex(
            model_name='resolution',
            index=models.Index(fields=['union_body', '-met_on', '-id'], name='resolution_of_union'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(fields=('union_body', 'number'), name='resolution_number_is_used_once'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('present__len__gte', 1)), name='resolution_has_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('count__gte', 1)), name='resolution_admits_somebody'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['union_body', '-submitted_on', '-id'], name='application_of_union'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['resolution'], name='application_of_resolution'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['person'], name='application_of_person'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'sent_back', 'submitted'])), fields=('account',), name='one_open_application'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'withdrawn']), models.Q(('submitted_on__isnull', False), ('union_body__isnull', False)), _connector='OR'), name='application_is_sent_to_a_union'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'admitted'), _negated=True), models.Q(('person__isnull', False), ('resolution__isnull', False)), _connector='OR'), name='admission_rests_on_a_resolution'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('membership',), name='one_present_stay'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='stay_ends_later'),
        ),
        migrations.RunSQL("CREATE SEQUENCE membership_card_number", "DROP SEQUENCE membership_card_number"),
        protect("membership_application", person="person_id", account="account", body="union_body_id"),
        protect("membership_membership", person="person_id", body="union_body_id"),
        protect("membership_stay", person="person_id", body="union_body_id"),
    ]
