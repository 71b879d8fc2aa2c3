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
            name='Trajectory',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('mediator', models.CharField(blank=True, default='', max_length=64)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.trajectory')),
            ],
        ),
        migrations.CreateModel(
            name='LaneRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=4)),
                ('generation', models.IntegerField(default=1)),
                ('version', models.BigIntegerField(default=0)),
                ('head', models.BinaryField(default=b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='journal.party')),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.trajectory')),
            ],
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('lane', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='journal.lanerow')),
                ('sealed', models.BinaryField()),
                ('trajectory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.trajectory')),
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
            options={
                'constraints': [models.UniqueConstraint(fields=('lane', 'name_tag'), name='one_draft')],
            },
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
            options={
                'indexes': [models.Index(fields=['done', 'on', 'id'], name='due')],
            },
        ),
        migrations.CreateModel(
            name='LaneKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('generation', models.IntegerField()),
                ('epoch', models.IntegerField()),
                ('wrapped', models.BinaryField()),
                ('lane', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.lanerow')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('lane', 'generation'), name='one_lane_key')],
            },
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
            options={
                'indexes': [models.Index(fields=['tenant', 'role', 'mediator', 'due', 'id'], name='worklist')],
            },
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
            options={
                'constraints': [models.UniqueConstraint(fields=('tenant', 'name'), name='one_service_key')],
            },
        ),
        migrations.CreateModel(
            name='OutboxRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('not_before', models.DateField()),
                ('sealed', models.BinaryField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
            options={
                'indexes': [models.Index(fields=['tenant', 'sent_at', 'not_before'], name='outbox')],
            },
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
            options={
                'constraints': [models.UniqueConstraint(fields=('tenant', 'n'), name='ledger_place')],
            },
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
            options={
                'constraints': [models.UniqueConstraint(fields=('lane', 'version'), name='entry_version')],
            },
        ),
        migrations.CreateModel(
            name='TenantKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('epoch', models.IntegerField()),
                ('wrapped', models.BinaryField()),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='journal.tenant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tenant', 'epoch'), name='one_key_per_epoch')],
            },
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
            constraint=models.UniqueConstraint(condition=models.Q(('party__isnull', True)), fields=('trajectory',), name='one_desk_lane'),
        ),
        migrations.RunPython(install, remove),
    ]
