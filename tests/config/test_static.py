"""Static files: everything a page or a style sheet names exists, under a name with its hash."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from visavis.config import translations

pytestmark = pytest.mark.pure
NAMED = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")


def test_every_static_file_that_a_template_names_exists():
    named = {
        (path.name, name)
        for path in translations.ROOT.rglob("*.html")
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert [pair for pair in sorted(named) if finders.find(pair[1]) is None] == []


def test_a_service_can_collect_its_static_files_with_hashed_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()
    assert list(tmp_path.glob("shared/tokens.*.css.gz"))
