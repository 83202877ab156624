# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        if text_data == "ticks":
            await self.ticks()
        elif text_data == "beats":
            await self.beats(0.05)
        else:
            await self.send("what?")

    async def ticks(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)

    async def beats(self, pause):
        while True:
            await self.send("beat")
            await asyncio.sleep(pause)


class Greeting:
    """Puts a first message of the client behind the handshake."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        waiting = [{"type": "websocket.receive", "text": "beats"}]

        async def greeted():
            if waiting and waiting[0] is None:
                waiting.clear()
                return {"type": "websocket.receive", "text": "beats"}
            message = await receive()
            if waiting:
                waiting[0] = None
            return message

        await self.inner(scope, greeted, send)


application = Greeting(Consumer.as_asgi())
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    receive_tasks = frozenset()

    async def receive(self, text_data=None, bytes_data=None):
        if text_data == "ticks":
            self.receive_tasks = {task for task in self.receive_tasks if not task.done()}
            self.receive_tasks.add(asyncio.create_task(self.ticks()))
        elif text_data == "beats":
            self.receive_tasks = {task for task in self.receive_tasks if not task.done()}
            self.receive_tasks.add(asyncio.create_task(self.beats(0.05)))
        else:
            await self.send("what?")

    async def disconnect(self, code):
        for task in self.receive_tasks:
            task.cancel()
        for task in self.receive_tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def ticks(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)

    async def beats(self, pause):
        while True:
            await self.send("beat")
            await asyncio.sleep(pause)


class Greeting:
    """Puts a first message of the client behind the handshake."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        waiting = [{"type": "websocket.receive", "text": "beats"}]

        async def greeted():
            if waiting and waiting[0] is None:
                waiting.clear()
                return {"type": "websocket.receive", "text": "beats"}
            message = await receive()
            if waiting:
                waiting[0] = None
            return message

        await self.inner(scope, greeted, send)


application = Greeting(Consumer.as_asgi())
