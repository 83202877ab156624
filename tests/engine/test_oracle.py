"""The oracle for cancellations and tasks says yes to what is sound, and no to each single fault."""

from __future__ import annotations

import pytest
from oracle import PATIENCE, source_ends_on_disconnect, sources_end_on_disconnect

BARE = """\
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


"""
HEAD = (
    BARE
    + """\
cleaned = []


"""
)
RELEASE = """
async def release():
    await asyncio.sleep(0)
    cleaned.append("released")


"""
ROOM = """\
class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(self.channel_name)

"""
ECHO = """\
class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()
        await self.send(text_data)
"""
DISPATCH = """\
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
"""
CLEAN = """\
            await self.channel_layer.group_discard("room", self.channel_name)
            await self.disconnect(1006)
"""
RAISE = """\
            raise
"""
CALL = """\
    async def __call__(self, scope, receive, send):
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            await self.channel_layer.group_discard("room", self.channel_name)
            await self.disconnect(1006)
            raise
"""
MAIN = """\
async def main():
    try:
        await work()
    except asyncio.CancelledError:
"""
FOR_EVER = """\
async def main():
    while True:
        try:
            await work()
        except BaseException:
            await asyncio.sleep(0)
"""
CHILD = """\
class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        self.child = asyncio.create_task({child})
        await asyncio.sleep(0)
        await work()

    async def disconnect(self, code):
        {end}
"""
END_CHILD = """self.child.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.child
"""
END_OWN = """\
        child = asyncio.create_task(asyncio.sleep(3600))
        child.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await child
"""
FAIL = """\
async def fail():
    raise ConnectionError("the broker is down")


"""

SOUND = {
    "cleans up and raises": ("cancelled", HEAD + ROOM + DISPATCH + CLEAN + RAISE),
    "cleans up where it is called": ("cancelled-idle", HEAD + ROOM + CALL),
    "holds nothing": ("cancelled-idle", BARE + ECHO),
    "shields its clean-up": (
        "cancelled",
        HEAD + RELEASE + MAIN + "        await asyncio.shield(release())\n        raise\n",
    ),
    "ends its task": ("tasks", HEAD + CHILD.format(child="asyncio.sleep(3600)", end=END_CHILD)),
    "has its task end by itself": ("tasks", HEAD + CHILD.format(child="work()", end="pass")),
}
FAULTY = {
    "goes on": ("cancelled", HEAD + ROOM + DISPATCH + CLEAN),
    "goes on for ever": ("cancelled", HEAD + FOR_EVER),
    "raises another error": ("cancelled", HEAD + MAIN + "        cleaned.append(1)\n        raise OSError('gone')\n"),
    "returns": ("cancelled", HEAD + MAIN + "        cleaned.append(1)\n        return\n"),
    "does not clean up": ("cancelled", HEAD + MAIN + "        raise\n"),
    "cleans up twice": ("cancelled", HEAD + MAIN + "        cleaned.extend([1, 1])\n        raise\n"),
    "leaves a channel in a group": (
        "cancelled",
        HEAD + ROOM + DISPATCH + "            await self.disconnect(1006)\n" + RAISE,
    ),
    "does not clean up while it is idle": ("cancelled-idle", HEAD + ROOM + DISPATCH + CLEAN + RAISE),
    "has its clean-up cut": ("cancelled", HEAD + RELEASE + MAIN + "        await release()\n        raise\n"),
    "has its clean-up cut later": (
        "cancelled",
        HEAD + RELEASE + MAIN + END_OWN + "        await release()\n        raise\n",
    ),
    "has its clean-up cut at once": (
        "cancelled",
        HEAD + MAIN + "        await asyncio.sleep(0)\n        cleaned.append(1)\n        raise\n",
    ),
    "does not release": ("cancelled", HEAD + RELEASE + MAIN + "        cleaned.append(1)\n        raise\n"),
    "releases twice": (
        "cancelled",
        HEAD + RELEASE + MAIN + "        await asyncio.shield(asyncio.gather(release(), release()))\n        raise\n",
    ),
    "leaves a task when it is cancelled": (
        "cancelled",
        BARE + CHILD.format(child="asyncio.sleep(3600)", end="pass"),
    ),
    "leaves an exception when it is cancelled": (
        "cancelled",
        BARE + FAIL + CHILD.format(child="fail()", end="pass"),
    ),
    "leaves a task": ("tasks", HEAD + CHILD.format(child="asyncio.sleep(3600)", end="pass")),
    "does not end": ("tasks", HEAD + ROOM + "    async def websocket_disconnect(self, message):\n        pass\n"),
    "leaves an exception": ("tasks", HEAD + FAIL + CHILD.format(child="fail()", end="pass")),
    "loses its task": (
        "tasks",
        HEAD + CHILD.format(child="lost()", end="del self.child") + "\nasync def lost():\n    await asyncio.Future()\n",
    ),
}
FAILING = {
    "ends before it is cancelled": ("cancelled", HEAD + "async def main():\n    pass\n"),
    "fails before it is cancelled": ("cancelled", HEAD + "async def main():\n    raise OSError('gone')\n"),
    "fails when its client leaves": ("tasks", HEAD + ROOM.replace("cleaned.append", "cleaned.push")),
}


@pytest.fixture(scope="module")
def answers() -> dict[str, bool | BaseException]:
    """What the oracle says to all of them, asked side by side."""
    return sources_end_on_disconnect(
        {name: (source.encode(), oracle) for name, (oracle, source) in {**SOUND, **FAULTY, **FAILING}.items()}
    )


@pytest.mark.parametrize("name", SOUND)
def test_sound_application_is_sound_alone(name: str) -> None:
    oracle, source = SOUND[name]

    assert source_ends_on_disconnect(source.encode(), oracle, PATIENCE)


@pytest.mark.parametrize("name", SOUND)
def test_sound_application_is_sound_among_others(name: str, answers: dict[str, bool | BaseException]) -> None:
    assert answers[name] is True


@pytest.mark.parametrize("name", FAULTY)
def test_application_with_a_fault_is_faulty(name: str, answers: dict[str, bool | BaseException]) -> None:
    assert answers[name] is False


@pytest.mark.parametrize("name", FAILING)
def test_application_that_does_not_get_as_far_as_the_question_is_an_error(
    name: str, answers: dict[str, bool | BaseException]
) -> None:
    assert isinstance(answers[name], RuntimeError | AttributeError)
