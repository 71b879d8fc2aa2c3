"""A service refuses to start when something unsafe is set (security.md §5)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from visavis.config import environment

pytestmark = pytest.mark.pure
SECRET = "Zr8-kw_1pQx)vN4!tYb7@eLs2#oUd9$fHg3%jMc6&aRi5^zEK"
SAFE = {
    "VISAVIS_SECRET_KEY": SECRET + "0",
    "VISAVIS_HOSTS": "service.example",
    "VISAVIS_TLS": "proxy",
}
UNSAFE = {
    "no secret": {"VISAVIS_SECRET_KEY": ""},
    "a short secret": {"VISAVIS_SECRET_KEY": "short"},
    "a secret of one letter": {"VISAVIS_SECRET_KEY": "a" * 80},
    "the secret of the tests": {"VISAVIS_SECRET_KEY": "django-insecure-" + SECRET},
    "debug": {"VISAVIS_DEBUG": "1"},
    "no hosts": {"VISAVIS_HOSTS": ""},
    "any host": {"VISAVIS_HOSTS": "*"},
    "no TLS": {"VISAVIS_TLS": ""},
    "unknown TLS": {"VISAVIS_TLS": "off"},
    "TLS without a certificate": {"VISAVIS_TLS": "direct"},
    "a database far away in clear": {"DATABASE_URL": "postgresql://u:p@db.example/visavis"},
    "a database we do not know": {"DATABASE_URL": "mysql://u:p@localhost/visavis"},
    "video without a secret": {"VISAVIS_VIDEO_SERVER": "https://meet.example.org"},
    "an unknown mode": {"VISAVIS_MODE": "production"},
}


def ask_everything(env):
    running = environment.mode(env)
    environment.secret(env, running, Path("var"))
    environment.refuse_debug(env, running)
    environment.hosts(env, running)
    environment.tls(env, running)
    environment.database(env, running, Path("var"))
    environment.video(env)


def start(tmp_path, **changes):
    inherited = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT")}
    env = {**inherited, **SAFE, "VISAVIS_VAR": str(tmp_path), **changes}
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        [sys.executable, "-c", "import visavis.config.settings"],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_service_with_everything_set_starts(tmp_path):
    assert start(tmp_path).returncode == 0


def test_the_safe_settings_pass_every_question():
    ask_everything(SAFE)


@pytest.mark.parametrize("why", UNSAFE)
def test_a_service_does_not_start_with(why):
    env = {**SAFE, **UNSAFE[why]}
    with pytest.raises(ImproperlyConfigured) as said:
        ask_everything(env)
    assert SECRET not in str(said.value)


def test_the_settings_ask_all_these_questions(tmp_path):
    for change in ({"VISAVIS_SECRET_KEY": ""}, {"VISAVIS_DEBUG": "1"}, {"VISAVIS_HOSTS": ""}):
        assert start(tmp_path, **change).returncode != 0
    assert start(tmp_path, VISAVIS_TLS="").returncode != 0


def test_the_demo_makes_a_key_of_its_own_and_keeps_it(tmp_path):
    first = environment.secret({}, "demo", tmp_path)
    assert environment.secret({}, "demo", tmp_path) == first
    assert (tmp_path / "demo-secret").stat().st_mode & 0o077 == 0


def test_the_service_uses_a_cookie_that_only_https_carries(tmp_path):
    code = (
        "import visavis.config.settings as s; print(s.SESSION_COOKIE_NAME, "
        "s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    )
    env = {**SAFE, "VISAVIS_VAR": str(tmp_path), "PATH": os.environ["PATH"]}
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    said = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["__Host-place", "True", "True", "False"]


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((3, 51, 2), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 45, 9), False),
        ((3, 40, 1), False),
    ],
)
def test_the_write_ahead_log_is_used_only_where_it_cannot_corrupt(version, safe):
    assert environment.wal_is_safe(version) is safe
