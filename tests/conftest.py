"""Django for the consumers that the tests run: an in-memory channel layer and nothing else."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator

import django
import pytest
from django.conf import settings

settings.configure(
    SECRET_KEY="tests",
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={"default": {"BACKEND": "trials.LayerOfTrial"}},
    USE_TZ=True,
)
django.setup()

# A shell lets what it runs in the background ignore Ctrl-C, and all that is started there: some tests send one.
signal.signal(signal.SIGINT, signal.default_int_handler)

# their syntax is unknown to earlier versions
collect_ignore = [] if sys.version_info >= (3, 11) else ["flow/test_exception_groups.py"]


@pytest.fixture(scope="module")
def collected() -> Iterator[None]:
    """Let go of what the tests of a file leave open, while their filters of warnings still hold."""
    yield
    gc.collect()


# Before pytest-xdist looks for the groups.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run the tests of a file, or the cases of a rule: they share what is costly to set up."""
    for item in items:
        case = (
            item.callspec.params.get("case")
            if isinstance(item, pytest.Function) and hasattr(item, "callspec")
            else None
        )
        item.add_marker(pytest.mark.xdist_group(getattr(case, "code", item.path.name)))
