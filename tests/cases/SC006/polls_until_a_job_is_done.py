# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Jobs:
    async def status(self, number):
        return "running"


jobs = Jobs()


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        status = await jobs.status(text_data)
        while status == "running":
            await self.send(status)
            await asyncio.sleep(0.05)
            status = await jobs.status(text_data)


class Greeting:
    """Puts a first message of the client behind the handshake."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        waiting = [{"type": "websocket.receive", "text": "7"}]

        async def greeted():
            if waiting and waiting[0] is None:
                waiting.clear()
                return {"type": "websocket.receive", "text": "7"}
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


class Jobs:
    async def status(self, number):
        return "running"


jobs = Jobs()


class Consumer(AsyncWebsocketConsumer):
    receive_tasks = frozenset()

    async def receive(self, text_data=None, bytes_data=None):
        status = await jobs.status(text_data)
        self.receive_tasks = {task for task in self.receive_tasks if not task.done()}
        self.receive_tasks.add(asyncio.create_task(self._receive_loop(text_data, status)))

    async def _receive_loop(self, text_data, status):
        while status == "running":
            await self.send(status)
            await asyncio.sleep(0.05)
            status = await jobs.status(text_data)

    async def disconnect(self, code):
        for task in self.receive_tasks:
            task.cancel()
        for task in self.receive_tasks:
            with suppress(asyncio.CancelledError):
                await task


class Greeting:
    """Puts a first message of the client behind the handshake."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        waiting = [{"type": "websocket.receive", "text": "7"}]

        async def greeted():
            if waiting and waiting[0] is None:
                waiting.clear()
                return {"type": "websocket.receive", "text": "7"}
            message = await receive()
            if waiting:
                waiting[0] = None
            return message

        await self.inner(scope, greeted, send)


application = Greeting(Consumer.as_asgi())
