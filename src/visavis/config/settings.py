"""The settings of a Visavis service, read from the environment (`environment.py`).

``VISAVIS_MODE``  service (default: refuses to start when something unsafe is set), demo or test
``VISAVIS_VAR``   folder for the database, the root key file and the like; default ``var/``
``VISAVIS_SECRET_KEY`` or ``VISAVIS_SECRET_FILE`` (and ``VISAVIS_SECRET_KEY_FALLBACKS``: earlier
keys, with a space between, for as long as a letter may be answered), ``VISAVIS_HOSTS``, ``VISAVIS_TLS``,
``VISAVIS_ANCHORS`` (folder for signed heads and the list of erased lanes; default ``anchors`` in
``VISAVIS_VAR``, better on another disk),
``DATABASE_URL``, ``VISAVIS_NEUTRAL_PAGE`` (where the quick exit leads), ``VISAVIS_NAME``,
``VISAVIS_TELEPHONE``, ``VISAVIS_TELEPHONE_HOURS`` (``_EN``, ``_AR`` …) and ``VISAVIS_POST`` (what people
call us, where and when, and where they write to), ``VISAVIS_COMPLAINTS`` (the complaints committee
outside the service: its name, address and telephone), each until the service sets it on its own page
(docs/settings.md); for video calls in rooms of our
own (a Jitsi Meet server that asks for tokens) ``VISAVIS_VIDEO_SERVER``, ``VISAVIS_VIDEO_APP`` and
``VISAVIS_VIDEO_SECRET`` or ``VISAVIS_VIDEO_SECRET_FILE``; for the study ``VISAVIS_INSTRUMENTS`` (asked beside
the default ones, with a space between) and ``VISAVIS_CARE_ROUTE`` (who helps somebody in need);
``VISAVIS_LANGUAGES`` (a file that says which languages a speaker checked: docs/translating.md);
``VISAVIS_STORIES`` (a folder with stories of the service's own: ``doors/frontdoor/stories/README.md``)
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from visavis.config import environment, languages

PACKAGE = Path(__file__).resolve().parent.parent

VISAVIS_MODE = environment.mode(os.environ)
VISAVIS_VAR = Path(os.environ.get("VISAVIS_VAR", "var")).absolute()
VISAVIS_ANCHORS = Path(os.environ.get("VISAVIS_ANCHORS", VISAVIS_VAR / "anchors")).absolute()
VISAVIS_NEUTRAL_PAGE = os.environ.get("VISAVIS_NEUTRAL_PAGE", "")
VISAVIS_NAME = os.environ.get("VISAVIS_NAME", "Visavis")
VISAVIS_TELEPHONE = os.environ.get(
    "VISAVIS_TELEPHONE", "" if VISAVIS_MODE == "service" else "0800 0000"
)
VISAVIS_TELEPHONE_HOURS = {
    "nl": os.environ.get(
        "VISAVIS_TELEPHONE_HOURS",
        "" if VISAVIS_MODE == "service" else "maandag tot en met vrijdag van 9 tot 17 uur",
    ),
    "en": os.environ.get(
        "VISAVIS_TELEPHONE_HOURS_EN",
        "" if VISAVIS_MODE == "service" else "Monday to Friday from 9 to 17",
    ),
    **{
        code: os.environ[f"VISAVIS_TELEPHONE_HOURS_{code.upper()}"]
        for code in languages.OTHERS
        if f"VISAVIS_TELEPHONE_HOURS_{code.upper()}" in os.environ
    },
}
VISAVIS_POST = os.environ.get("VISAVIS_POST", "")
VISAVIS_STORIES = os.environ.get("VISAVIS_STORIES", "")
VISAVIS_COMPLAINTS = os.environ.get(
    "VISAVIS_COMPLAINTS",
    "" if VISAVIS_MODE == "service" else "Klachtencommissie Bemiddeling\n0800 0001",
)
# Video calls (outside/video.py): None leaves the links to the mediator.
VISAVIS_VIDEO = environment.video(os.environ)
# The study (study/catalogue.py): instruments asked beside the default ones, and who helps when an
# answer shows that somebody is in need.
VISAVIS_INSTRUMENTS = tuple(os.environ.get("VISAVIS_INSTRUMENTS", "").split())
VISAVIS_CARE_ROUTE = os.environ.get("VISAVIS_CARE_ROUTE", "")

SECRET_KEY = environment.secret(os.environ, VISAVIS_MODE, VISAVIS_VAR)
SECRET_KEY_FALLBACKS = os.environ.get("VISAVIS_SECRET_KEY_FALLBACKS", "").split()
DEBUG = environment.refuse_debug(os.environ, VISAVIS_MODE)
ALLOWED_HOSTS = environment.hosts(os.environ, VISAVIS_MODE)
TLS = environment.tls(os.environ, VISAVIS_MODE)

INSTALLED_APPS = [
    "visavis.config",
    "visavis.doors.shared",
    "visavis.doors.frontdoor",
    "visavis.doors.participant",
    "visavis.doors.guest",
    "visavis.doors.referrer",
    "visavis.doors.questionnaire",
    "visavis.doors.desk",
    "visavis.doors.research",
    "visavis.doors.keeper",
    "visavis.demo",
    "visavis.factsheet",
    "visavis.outside",
    "visavis.study",
    "visavis.journal",
    "visavis.people",
    "visavis.service",
    "csp",
    "django.contrib.staticfiles",
]

# From the outside in. `Envelope` gives every answer its headers and every refusal its page, so
# nothing may answer outside it; `Doorkeeper` must know the session before it lets anyone in.
MIDDLEWARE = [
    "visavis.doors.shared.middleware.Envelope",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "visavis.doors.shared.bad_input.BadInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "visavis.doors.shared.middleware.Doorkeeper",
    "visavis.doors.shared.csrf.FormToken",
    "visavis.doors.shared.middleware.Threshold",
    "visavis.doors.shared.languages.Speaking",
    "visavis.doors.participant.address.Address",
]

ROOT_URLCONF = "visavis.config.urls"
WSGI_APPLICATION = "visavis.config.wsgi.application"
APPEND_SLASH = False
# Paths are ours to keep: a participant's address must not be guessed to its nearest neighbour.

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "visavis.doors.shared.context.shared",
                *(["visavis.demo.context.links"] if VISAVIS_MODE == "demo" else []),
            ],
        },
    }
]

FORM_RENDERER = "visavis.doors.shared.forms.Renderer"

DATABASES = {"default": environment.database(os.environ, VISAVIS_MODE, VISAVIS_VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Languages: Dutch without a prefix, English under /en/, others where a speaker checked them; no
# cookie remembers the choice.
LANGUAGE_CODE = "nl"
VISAVIS_CHECKED = languages.checked(
    Path(os.environ.get("VISAVIS_LANGUAGES", languages.FOLDER / "checked.toml"))
)
LANGUAGES = languages.offered(VISAVIS_MODE, VISAVIS_CHECKED)
LOCALE_PATHS = [languages.FOLDER]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = VISAVIS_VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if VISAVIS_MODE != "test"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = VISAVIS_MODE == "test"
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Sessions (security.md §4): the row holds account, times and step-up only.
SESSION_ENGINE = "visavis.people.session_store"
SESSION_COOKIE_NAME = "__Host-place" if TLS.secure else "place"
SESSION_COOKIE_SECURE = TLS.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = (10 + 24) * 3600  # of the row: the longest session and a day (sessions.py)
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "visavis.doors.shared.errors.csrf_failure"

# Bodies of text; a form that brings a picture is read by `doors.shared.uploads`, up to 10 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS.proxy else None
SECURE_HSTS_SECONDS = 63_072_000 if TLS.secure else 0

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# argon2id, 46 MiB, one pass (security.md §4). Tests that count hashes do not need slow ones.
ARGON2_MEMORY_KIB = 64 if VISAVIS_MODE == "test" else 47_104

# One neutral sentence leaves by mail. The demo keeps its mail as files; a test in memory.
EMAIL_BACKEND = {
    "service": "django.core.mail.backends.smtp.EmailBackend",
    "demo": "django.core.mail.backends.filebased.EmailBackend",
    "test": "django.core.mail.backends.locmem.EmailBackend",
}[VISAVIS_MODE]
EMAIL_FILE_PATH = VISAVIS_VAR / "mail"
EMAIL_HOST = os.environ.get("VISAVIS_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("VISAVIS_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("VISAVIS_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("VISAVIS_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 30  # a mail server that does not answer holds up no round
EMAIL_USE_TLS = os.environ.get("VISAVIS_MAIL_TLS", "") == "yes"
VISAVIS_MAIL_FROM = os.environ.get("VISAVIS_MAIL_FROM", "bericht@localhost")

# Only named events leave the process as a log (visavis.doors.shared.log); what the framework
# says is reduced to its logger's name and the kind of error, because it quotes paths.
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"listed": {"()": "visavis.doors.shared.log.Listed"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "listed"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "visavis": {
            "handlers": ["out"],
            "level": "WARNING" if VISAVIS_MODE == "test" else "INFO",
            "propagate": False,
        },
        # Both repeat what Envelope already logs by its code.
        "django.request": {"handlers": ["nowhere"], "propagate": False},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
    },
}
