import django.db.models.deletion
from django.db import migrations, models


from visavis.journal import triggers


def install(apps, schema_editor):
    for statement in triggers.installing(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in triggers.removing(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Tenant',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('n', models.BigIntegerField(default=0)),
                ('head', models.BinaryField(default=b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00')),
                ('epoch', models.IntegerField(default=1)),
                ('closed', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='AccessRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n', models.BigIntegerField()),
                ('week', models.DateField()),
                ('who', models.CharField(db_index=True, max_length=32)),
                ('dossier', models.CharField(db_index=True, max_length=32)),
                ('flag', models.CharField(blank=True, db_index=True, max_length=32)),
                ('once', models.CharField(blank=True, db_index=True, max_length=32)),
                ('sealed', models.BinaryField()),
                ('head', models.BinaryField()),
                ('tenant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='LaneRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=8)),
                ('generation', models.IntegerField(default=1)),
                ('version', models.BigIntegerField(default=0)),
                ('head', models.BinaryField(default=b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00')),
                ('erased', models.BooleanField(default=False)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='AccessHead',
            fields=[
                ('tenant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='journal.tenant')),
                ('n', models.BigIntegerField(default=0)),
                ('head', models.BinaryField(default=b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00')),
                ('start', models.BigIntegerField(default=0)),
                ('start_head', models.BinaryField(default=b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00')),
            ],
        ),
        migrations.CreateModel(
            name='Looked',
            fields=[
                ('row', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='journal.accessrow')),
                ('on', models.DateField()),
                ('sealed', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('lane', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='journal.lanerow')),
                ('sealed', models.BinaryField()),
                ('label', models.BinaryField(default=b'')),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_tag', models.CharField(max_length=32)),
                ('sealed', models.BinaryField()),
                ('lane', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.lanerow')),
            ],
        ),
        migrations.CreateModel(
            name='DueRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('sealed', models.BinaryField()),
                ('done', models.BooleanField(default=False)),
                ('lane', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.lanerow')),
            ],
        ),
        migrations.CreateModel(
            name='ReplyForm',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('key', models.CharField(blank=True, default='', max_length=64)),
                ('sealed', models.BinaryField()),
                ('lane', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='journal.lanerow')),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='DutyRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=16)),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(max_length=16)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='EntryRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('version', models.BigIntegerField()),
                ('key_generation', models.IntegerField()),
                ('sealed', models.BinaryField()),
                ('previous_hash', models.BinaryField()),
                ('hash', models.BinaryField()),
                ('lane', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='journal.lanerow')),
                ('tenant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='FeedRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('token', models.CharField(db_index=True, max_length=32)),
                ('sealed', models.BinaryField()),
                ('taken', models.BooleanField(db_index=True, default=False)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='GlassRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('tag', models.CharField(db_index=True, max_length=32)),
                ('until', models.DateTimeField()),
                ('noticed_on', models.DateField(null=True)),
                ('informed_on', models.DateField(null=True)),
                ('sealed', models.BinaryField()),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Idempotency',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('content', models.CharField(max_length=32)),
                ('day', models.DateField(db_index=True)),
                ('sealed', models.BinaryField()),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='LaneKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('generation', models.IntegerField()),
                ('epoch', models.IntegerField()),
                ('wrapped', models.BinaryField()),
                ('lane', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='journal.lanerow')),
            ],
        ),
        migrations.CreateModel(
            name='LedgerRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n', models.BigIntegerField()),
                ('version', models.BigIntegerField()),
                ('hash', models.BinaryField()),
                ('head', models.BinaryField()),
                ('lane', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='journal.lanerow')),
                ('tenant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='OutboxRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('not_before', models.DateField()),
                ('sealed', models.BinaryField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Parcel',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('offer', models.CharField(max_length=64, null=True, unique=True)),
                ('held_by_author', models.BooleanField(default=False)),
                ('held_by_desk', models.BooleanField(default=False)),
                ('wrapped', models.BinaryField()),
                ('sealed', models.BinaryField()),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='RetentionRow',
            fields=[
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='journal.party')),
                ('on', models.DateField(db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name='lanerow',
            name='party',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='journal.party'),
        ),
        migrations.CreateModel(
            name='HoldRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('until', models.DateField()),
                ('sealed', models.BinaryField()),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.party')),
            ],
        ),
        migrations.CreateModel(
            name='ErasureRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('finished', models.DateField(null=True)),
                ('sealed', models.BinaryField()),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='journal.party')),
            ],
        ),
        migrations.CreateModel(
            name='RequestRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('tag', models.CharField(db_index=True, max_length=32)),
                ('asked_on', models.DateField()),
                ('due_on', models.DateField()),
                ('closed_on', models.DateField(db_index=True, null=True)),
                ('sealed', models.BinaryField()),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='ServiceKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=16)),
                ('epoch', models.IntegerField()),
                ('wrapped', models.BinaryField()),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='TaskRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=20)),
                ('mediator', models.CharField(blank=True, default='', max_length=64)),
                ('start', models.DateField(null=True)),
                ('due', models.DateField()),
                ('case', models.CharField(db_index=True, max_length=32)),
                ('what', models.CharField(db_index=True, max_length=32)),
                ('about', models.CharField(max_length=32)),
                ('sealed', models.BinaryField()),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Trajectory',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('mediator', models.CharField(blank=True, default='', max_length=64)),
                ('erased', models.BooleanField(default=False)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.AddField(
            model_name='party',
            name='trajectory',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.trajectory'),
        ),
        migrations.AddField(
            model_name='lanerow',
            name='trajectory',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.trajectory'),
        ),
        migrations.AddIndex(
            model_name='accessrow',
            index=models.Index(fields=['tenant', 'week', 'n'], name='access_week'),
        ),
        migrations.AddConstraint(
            model_name='accessrow',
            constraint=models.UniqueConstraint(fields=('tenant', 'n'), name='access_place'),
        ),
        migrations.AddField(
            model_name='card',
            name='trajectory',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.trajectory'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('lane', 'name_tag'), name='one_draft'),
        ),
        migrations.AddIndex(
            model_name='duerow',
            index=models.Index(fields=['done', 'on', 'id'], name='due'),
        ),
        migrations.AddConstraint(
            model_name='dutyrow',
            constraint=models.UniqueConstraint(fields=('tenant', 'name'), name='one_duty'),
        ),
        migrations.AddConstraint(
            model_name='entryrow',
            constraint=models.UniqueConstraint(fields=('lane', 'version'), name='entry_version'),
        ),
        migrations.AddConstraint(
            model_name='lanekey',
            constraint=models.UniqueConstraint(fields=('lane', 'generation'), name='one_lane_key'),
        ),
        migrations.AddConstraint(
            model_name='ledgerrow',
            constraint=models.UniqueConstraint(fields=('tenant', 'n'), name='ledger_place'),
        ),
        migrations.AddIndex(
            model_name='outboxrow',
            index=models.Index(fields=['tenant', 'sent_at', 'not_before', 'id'], name='outbox'),
        ),
        migrations.AddConstraint(
            model_name='servicekey',
            constraint=models.UniqueConstraint(fields=('tenant', 'name'), name='one_service_key'),
        ),
        migrations.AddIndex(
            model_name='taskrow',
            index=models.Index(fields=['tenant', 'role', 'mediator', 'due', 'id'], name='worklist'),
        ),
        migrations.AddIndex(
            model_name='taskrow',
            index=models.Index(fields=['tenant', 'due', 'id'], name='late'),
        ),
        migrations.AddIndex(
            model_name='trajectory',
            index=models.Index(fields=['tenant', 'mediator', 'id'], name='caseload'),
        ),
        migrations.AddConstraint(
            model_name='lanerow',
            constraint=models.UniqueConstraint(fields=('party', 'role'), name='one_lane_per_role'),
        ),
        migrations.AddConstraint(
            model_name='lanerow',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'desk')), fields=('trajectory',), name='one_desk_lane'),
        ),
        migrations.RunPython(install, remove),
    ]
