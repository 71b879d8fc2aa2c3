import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('study', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=16)),
                ('stage', models.SmallIntegerField()),
                ('helped', models.SmallIntegerField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='study.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'what'), name='study_one_offer')],
            },
        ),
    ]
