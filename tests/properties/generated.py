"""Strategies for modules with a consumer, made from parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

Lines = tuple[str, ...]

IMPORTS = {
    "AsyncWebsocketConsumer": (
        "from channels.generic.websocket import AsyncWebsocketConsumer",
        "from channels.generic.websocket import (\n    AsyncWebsocketConsumer,\n    WebsocketConsumer,\n)",
        "from channels.generic.websocket import AsyncWebsocketConsumer; import json",
        "from channels.generic.websocket import *",
        "import json, os\nfrom channels.generic.websocket import AsyncWebsocketConsumer as AsyncWebsocketConsumer",
        "try:\n    from channels.generic.websocket import AsyncWebsocketConsumer\nexcept ImportError:\n    raise",
    ),
    "generic.AsyncWebsocketConsumer": ("import channels.generic.websocket as generic",),
    "websocket.AsyncWebsocketConsumer": ("from channels.generic import websocket",),
    "channels.generic.websocket.AsyncJsonWebsocketConsumer": ("import channels.generic.websocket",),
    "Base": (
        "from channels.generic.websocket import AsyncJsonWebsocketConsumer as Base",
        "from channels.generic.websocket import WebsocketConsumer as Base",
    ),
}
MORE_IMPORTS = (
    "",
    "from channels.exceptions import DenyConnection, InvalidChannelLayerError",
    "from channels.exceptions import (\n    DenyConnection,\n    MessageTooLarge,\n)",
    "from channels.exceptions import StopConsumer",
    "from channels.exceptions import StopConsumer as Stop",
    "import channels.exceptions",
    "import logging\nlogger = logging.getLogger('quiet')",
    "if False:\n    from channels.exceptions import StopConsumer",
)
HEADS = (
    "",
    '"""A module."""',
    "#!/usr/bin/env python",
    "# -*- coding: utf-8 -*-\n# a licence",
    "\n\n",
    "'''A\nmodule.'''",
)
FUTURES = ("", "from __future__ import annotations")
STOP_CLAUSES = ("except channels_exceptions.StopConsumer", "except (channels_exceptions.StopConsumer, ValueError)")
BROAD_CLAUSES = (
    "except Exception",
    "except Exception as exc",
    "except BaseException as exc",
    "except BaseException",
    "except (ValueError, Exception)",
    "except (channels_exceptions.StopConsumer, Exception) as exc",
)
NARROW_CLAUSES = ("except ValueError", "except (KeyError, OSError) as exc", "except asyncio.CancelledError")
HARMLESS = ("pass", "self.log.append({n})", "self.count = {n}", "x = {n}; y = x", "await self.note({n})", "'text'")
CORES = (
    "await super().dispatch(message)",
    "return await super().dispatch(message)",
    "result = await super().dispatch(message)",
    "await super(Consumer, self).dispatch(message)",
)
ENDINGS_OF_CLAUSES = (
    "pass",
    "raise",
    "return",
    "return None",
    "self.log.append({n})",
    "await self.note({n})",
    "raise RuntimeError({n})",
    "raise channels_exceptions.StopConsumer()",
    "if message['type'] == 'websocket.disconnect':\n    raise",
    "if message['type'] != 'websocket.disconnect':\n    return\nraise",
    "try:\n    self.log.append({n})\nfinally:\n    self.count = {n}",
)
ENDINGS_OF_NAMED_CLAUSES = (
    "raise exc",
    "raise RuntimeError({n}) from exc",
    "if isinstance(exc, channels_exceptions.StopConsumer):\n    raise",
    "if not isinstance(exc, (ValueError, KeyError)):\n    raise",
    "if type(exc) is ValueError:\n    raise exc",
)
EXITS_FROM_FINALLY = ("return", "pass", "self.log.append({n})", "if message['type'] == 'x':\n    return")
WRAPPERS = (
    "if message['type'] != 'other':",
    "if message:",
    "with contextlib.suppress(KeyError):",
    "with contextlib.suppress(Exception):",
    "with contextlib.nullcontext():",
    "async with self.lock():",
    "for attempt in range(2):",
    "for attempt in (1,):",
    "while len(self.rounds) < 2 and not self.rounds.append(1):",
    "match message['type']:\n    case 'other':\n        pass\n    case _:",
    "if message['type'] == 'websocket.disconnect':",
)
HELPERS = '''
import asyncio
import contextlib
import sys

from channels import exceptions as channels_exceptions


class Down(Exception):
    """What fails when the other side is down."""


def traced(function):
    return function


class Parts:
    down = False

    @property
    def log(self):
        return self.__dict__.setdefault("noted", [])

    @property
    def rounds(self):
        return self.__dict__.setdefault("turns", [])

    @contextlib.asynccontextmanager
    async def lock(self):
        yield

    async def note(self, number):
        self.log.append(number)

    async def leave(self):
        if self.down:
            raise Down


'''


@dataclass(frozen=True)
class Layout:
    """How a module is written."""

    indent: str
    newline: str
    final_newline: bool
    bom: bool


layouts = st.builds(
    Layout,
    indent=st.sampled_from(["    ", "  ", "\t", " "]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    final_newline=st.booleans(),
    bom=st.booleans(),
)
PLAIN = Layout("    ", "\n", True, False)


def indented(lines: Sequence[str]) -> Lines:
    return tuple(f"\0{line}" for text in lines for line in text.split("\n"))


def flat(text: str, number: int) -> Lines:
    """The lines of a template, its own indentation as marks."""
    lines = text.replace("{n}", str(number)).split("\n")
    return tuple("\0" * ((len(line) - len(line.lstrip(" "))) // 4) + line.lstrip(" ") for line in lines)


@st.composite
def simple_statements(draw: st.DrawFn, choices: Sequence[str], most: int = 2) -> Lines:
    chosen = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=most))
    return tuple(line for text in chosen for line in flat(text, draw(st.integers(0, 99))))


@st.composite
def clauses(draw: st.DrawFn) -> Lines:
    """The except clauses of a try statement, narrow before broad."""
    heads = draw(st.lists(st.sampled_from(NARROW_CLAUSES), max_size=1))
    heads += draw(st.lists(st.sampled_from(STOP_CLAUSES), max_size=1))
    heads += draw(st.lists(st.sampled_from(BROAD_CLAUSES), max_size=2, min_size=0 if heads else 1))
    heads += draw(st.sampled_from([[], [], ["except"]]))
    lines: list[str] = []
    for head in heads:
        endings = ENDINGS_OF_CLAUSES + (ENDINGS_OF_NAMED_CLAUSES if head.endswith("as exc") else ())
        lines += [f"{head}:", *indented(draw(simple_statements(HARMLESS + endings)))]
    return tuple(lines)


@st.composite
def tries(draw: st.DrawFn, inner: st.SearchStrategy[Lines]) -> Lines:
    lines = ["try:", *indented(draw(inner))]
    kind = draw(st.sampled_from(["clauses", "clauses", "clauses", "both", "finally"]))
    if kind != "finally":
        lines += draw(clauses())
        if draw(st.booleans()):
            lines += ["else:", *indented(draw(simple_statements(HARMLESS)))]
    if kind != "clauses":
        lines += ["finally:", *indented(draw(simple_statements(HARMLESS + EXITS_FROM_FINALLY, most=1)))]
    return tuple(lines)


@st.composite
def wrapped(draw: st.DrawFn, inner: st.SearchStrategy[Lines]) -> Lines:
    head = flat(draw(st.sampled_from(WRAPPERS)), 0)
    depth = len(head[-1]) - len(head[-1].lstrip("\0")) + 1
    return (*head, *("\0" * depth + line for line in draw(inner)))


@st.composite
def beside(draw: st.DrawFn, inner: st.SearchStrategy[Lines]) -> Lines:
    before = draw(st.one_of(st.just(()), simple_statements(HARMLESS)))
    after = draw(st.one_of(st.just(()), simple_statements(HARMLESS)))
    return (*before, *draw(inner), *after)


bodies = st.recursive(
    st.sampled_from([(core,) for core in CORES]),
    lambda inner: st.one_of(tries(inner), tries(inner), wrapped(inner), beside(inner)),
    max_leaves=1,
)
"""Bodies of a dispatch method with one call to the inherited one, somewhere inside."""
bodies_in_tries = tries(st.one_of(bodies, tries(bodies), wrapped(tries(bodies)), beside(tries(bodies))))
DISCONNECT_THAT_MAY_FAIL = "async def disconnect(self, code):\n    self.log.append('bye')\n    await self.leave()"
DISCONNECT_THAT_HIDES_ERRORS = """async def websocket_disconnect(self, message):
    try:
        await super().websocket_disconnect(message)
    except Exception:
        self.log.append('lost')"""
DISCONNECTS = (
    "",
    DISCONNECT_THAT_MAY_FAIL,
    "async def disconnect(self, code):\n    pass",
    DISCONNECT_THAT_HIDES_ERRORS,
)
FAILING_RECEIVE = """async def receive(self, text_data=None, bytes_data=None):
    errors = {'key': KeyError, 'value': ValueError, 'cancel': asyncio.CancelledError, 'exit': SystemError}
    raise errors.get(text_data, Down)"""
SOUND_RECEIVE = """async def receive(self, text_data=None, bytes_data=None):
    self.log.append(text_data)
    if text_data == 'value':
        raise ValueError"""
RECEIVES = (FAILING_RECEIVE, SOUND_RECEIVE)


@st.composite
def noisy(draw: st.DrawFn, lines: Sequence[str]) -> Lines:
    """The lines with comments and empty lines between and behind them."""
    found: list[str] = []
    for number, line in enumerate(lines):
        match draw(st.integers(0, 9)):
            case 0:
                depth = len(line) - len(line.lstrip("\0"))
                found += ["\0" * depth + f"# above {number} é", line]
            case 1:
                found.append(f"{line}  # behind {number}")
            case 2:
                found += [line, ""]
            case 3:
                found += [f"# at the margin {number}", line]
            case _:
                found.append(line)
    return tuple(found)


@st.composite
def consumers(draw: st.DrawFn, layout: Layout | None = None, disconnects: Sequence[str] = DISCONNECTS) -> bytes:
    """A module with a class `Consumer` whose dispatch has one or more try statements around the inherited one."""
    base = draw(st.sampled_from(sorted(IMPORTS)))
    head = [draw(st.sampled_from(HEADS)), draw(st.sampled_from(FUTURES))]
    imports = list(draw(st.permutations([draw(st.sampled_from(IMPORTS[base])), draw(st.sampled_from(MORE_IMPORTS))])))
    dispatch = [
        *draw(st.sampled_from([(), ("@traced",)])),
        draw(
            st.sampled_from(["async def dispatch(self, message):", "async def dispatch(self, message: dict) -> None:"])
        ),
        *draw(st.sampled_from([(), ('\0"""Handle a message."""',)])),
        *indented(draw(bodies_in_tries)),
    ]
    # a synchronous consumer runs its handlers in a thread
    synchronous = "WebsocketConsumer as Base" in "".join(imports) and "AsyncJson" not in "".join(imports)
    hooks = [] if synchronous else [draw(st.sampled_from(disconnects)), draw(st.sampled_from(RECEIVES))]
    methods = [tuple(dispatch), *(flat(hook, 0) for hook in hooks)]
    body = [line for method in draw(st.permutations(methods)) for line in (*method, "")]
    cls = [f"class Consumer(Parts, {base}):", *indented(body)]
    lines = [line for text in (*head, *imports, HELPERS) for line in flat(text, 0)]
    lines += draw(noisy([line.rstrip() for line in cls if line.strip("\0")]))
    lines += draw(st.sampled_from([(), ("", "x = 1"), ("", "", "def other():", "\0return 1  # not touched")]))
    return written(lines, layout or draw(layouts))


def written(lines: Sequence[str], layout: Layout) -> bytes:
    text = layout.newline.join(line.replace("\0", layout.indent) for line in lines)
    data = (text + layout.newline * layout.final_newline).encode()
    return b"\xef\xbb\xbf" + data if layout.bom else data
