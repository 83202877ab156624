"""Django for the cases: set up once, with an empty app `case` that each case fills in its own process."""

from __future__ import annotations

import logging
import sys
import types
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

from .state import DATABASE

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]

TEMPLATES: dict[str, str] = {}
"""What the template loader looks into."""


def set_up() -> None:
    """Set Django up, with a database in the current folder: each process has its own copy of both."""
    case = types.ModuleType("case")
    case.__path__ = [str(Path.cwd())]
    sys.modules["case"] = case
    settings.configure(
        SECRET_KEY="tests",
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATABASE}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        INSTALLED_APPS=[
            "django.contrib.admin.apps.SimpleAdminConfig",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "case",
        ],
        LOGGING_CONFIG=None,
        MEDIA_ROOT="media",
        MIDDLEWARE=MIDDLEWARE,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ROOT_URLCONF="case",
        STATIC_URL="static/",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": CONTEXT,
                    "loaders": [("django.template.loaders.locmem.Loader", TEMPLATES)],
                },
            }
        ],
        TIME_ZONE="UTC",
        USE_TZ=True,
    )
    # Errors of views are what is asked for; they need not be told to anybody.
    logging.getLogger("django").addHandler(logging.NullHandler())
    django.setup()
    create_tables("contenttypes", "auth", "sessions")


def create_tables(*apps_of: str) -> None:
    """Create the tables of apps."""
    for name in apps_of:
        with connection.schema_editor() as editor:
            for model in apps.get_app_config(name).get_models():
                editor.create_model(model)
    connection.close()
