"""The example in the documentation of each rule is what its fix does."""

from __future__ import annotations

import inspect
import re
from functools import reduce
from pathlib import Path
from textwrap import indent

import pytest

from channels_fix import registry
from channels_fix.config import command_line_targets
from channels_fix.engine import fix_text
from channels_fix.results import Settings

IMPORTS = """\
import asyncio
import logging
from contextlib import suppress

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from shop import prices

logger = logging.getLogger(__name__)


"""
CLASS = "class ChatConsumer({}):\n"
REST = """
    async def leave_rooms(self):
        await self.channel_layer.group_discard("chat", self.channel_name)
"""
DISCONNECT = """
    async def disconnect(self, code):
        await self.channel_layer.group_discard("chat", self.channel_name)
"""
# What stands before and behind the example in its class.
AROUND = {
    "CE001": (CLASS.format("AsyncWebsocketConsumer"), ""),
    "CE002": (CLASS.format("AsyncWebsocketConsumer"), ""),
    "SC001": (CLASS.format("AsyncWebsocketConsumer"), ""),
    "SC002": (CLASS.format("AsyncWebsocketConsumer"), ""),
    "SC003": (CLASS.format("AsyncWebsocketConsumer"), REST),
    "SC004": (CLASS.format("AsyncWebsocketConsumer"), DISCONNECT),
    "SC005": (CLASS.format("AsyncConsumer"), REST),
    "SC006": (CLASS.format("AsyncWebsocketConsumer"), ""),
    "CE003": (CLASS.format("AsyncWebsocketConsumer"), ""),
}
# The same for rules about views, whose example is no method.
ROUTED = {
    "AV001": (
        """\
import time

from django.db import models
from django.shortcuts import get_object_or_404, render
from django.urls import path


class Report(models.Model):
    done = models.BooleanField(default=False)


""",
        """

urlpatterns = [path("progress/<int:pk>/", progress)]
""",
        {
            "import time\n": "import asyncio\n",
            "from django.db import": "from asgiref.sync import sync_to_async\nfrom django.db import",
            "import get_object_or_404, render": "import aget_object_or_404, render",
        },
    ),
    "AV002": ("import time\n\n\n", "", {"import time\n": "import asyncio\n"}),
    "AV003": ("import requests\n\n\n", "", {}),
}
# The same for rules without a fix: the example is the fault, and what it should be is none.
ADVISED = {
    "DP002": (
        """\
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.urls import path

WSGI_APPLICATION = "chat.application"


async def index(request): ...


urlpatterns = [path("", index)]
""",
        "",
    ),
    "DP003": (
        """\
import time

from asgiref.sync import iscoroutinefunction
from django.urls import path
from django.utils.decorators import sync_and_async_middleware

MIDDLEWARE = ["chat.timing"]


async def index(request): ...


urlpatterns = [path("", index)]


""",
        "",
    ),
}


def examples(rule: type) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", inspect.cleandoc(rule.__doc__ or ""), re.MULTILINE | re.DOTALL)


FIXING = [rule for rule in registry.all_rules() if rule.code in AROUND]
ADVISING = [rule for rule in registry.all_rules() if rule.code in ADVISED]


@pytest.mark.parametrize("rule", FIXING, ids=lambda rule: rule.code)
def test_example_is_repaired_as_shown(rule: type) -> None:
    head, rest = AROUND[rule.code]
    before, after = (IMPORTS + head + indent(example, "    ") + rest for example in examples(rule))

    # the rules of the SC family mend one fault together, and others have a say of their own
    settings = Settings(select=("SC" if rule.code.startswith("SC") else rule.code,), unsafe_fixes=True)
    result = fix_text(before.encode(), settings, Path("/nowhere/chat.py"))

    assert [finding.code for finding in result.fixed] == [rule.code]
    assert (result.after or b"").decode() == after


@pytest.mark.parametrize("rule", ADVISING, ids=lambda rule: rule.code)
def test_example_without_a_fix_is_found_and_what_it_should_be_is_not(rule: type) -> None:
    head, rest = ADVISED[rule.code]
    before, after = (head + example + rest for example in examples(rule))
    settings = Settings(select=(rule.code,), unsafe_fixes=True)

    found = fix_text(before.encode(), settings, Path("/nowhere/chat.py")).findings
    assert [(finding.code, finding.fix) for finding in found] == [(rule.code, None)]
    assert fix_text(after.encode(), settings, Path("/nowhere/chat.py")).findings == ()


def test_every_rule_has_surroundings_for_its_example() -> None:
    assert {rule.code for rule in registry.all_rules()} == {*AROUND, *ROUTED, *ADVISED}


@pytest.mark.parametrize("code", ROUTED)
def test_example_of_a_view_is_repaired_as_shown(code: str) -> None:
    (rule,) = (rule for rule in registry.all_rules() if rule.code == code)
    head, rest, imports = ROUTED[code]
    before, after = (head + example + rest for example in examples(rule))
    targets = command_line_targets({"target-django": "5.0"})
    settings = Settings(select=(code,), unsafe_fixes=True, options=targets)

    result = fix_text(before.encode(), settings, Path("/nowhere/views.py"))

    assert [finding.code for finding in result.fixed] == [code]
    assert (result.after or b"").decode() == replaced(after, imports)


def replaced(text: str, changes: dict[str, str]) -> str:
    return reduce(lambda done, change: done.replace(*change, 1), changes.items(), text)
