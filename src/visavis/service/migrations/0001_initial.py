from django.db import migrations, models

from visavis.service import triggers


def install(apps, schema_editor):
    for statement in triggers.installing(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in triggers.removing(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SettingRow",
            fields=[
                ("n", models.BigIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(db_index=True, max_length=60)),
                ("value", models.TextField(blank=True)),
                ("by", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(install, remove),
    ]
