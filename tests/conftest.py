"""Django for the consumers that the tests run: an in-memory channel layer and nothing else."""

from __future__ import annotations

import sys

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="tests",
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
    USE_TZ=True,
)
django.setup()

# their syntax is unknown to earlier versions
collect_ignore = [] if sys.version_info >= (3, 11) else ["flow/test_exception_groups.py"]
