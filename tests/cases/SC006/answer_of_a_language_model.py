# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Completions:
    async def create(self, prompt, stream):
        async def pieces():
            yield prompt
            await asyncio.sleep(3600)

        return pieces()


completions = Completions()


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        stream = await completions.create(prompt=text_data, stream=True)
        async for piece in stream:
            await self.send(piece)


class Greeting:
    """Puts a first message of the client behind the handshake."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        waiting = [{"type": "websocket.receive", "text": "hello"}]

        async def greeted():
            if waiting and waiting[0] is None:
                waiting.clear()
                return {"type": "websocket.receive", "text": "hello"}
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


class Completions:
    async def create(self, prompt, stream):
        async def pieces():
            yield prompt
            await asyncio.sleep(3600)

        return pieces()


completions = Completions()


class Consumer(AsyncWebsocketConsumer):
    receive_tasks = frozenset()

    async def receive(self, text_data=None, bytes_data=None):
        stream = await completions.create(prompt=text_data, stream=True)
        self.receive_tasks = {task for task in self.receive_tasks if not task.done()}
        self.receive_tasks.add(asyncio.create_task(self._receive_loop(stream)))

    async def _receive_loop(self, stream):
        async for piece in stream:
            await self.send(piece)

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
        waiting = [{"type": "websocket.receive", "text": "hello"}]

        async def greeted():
            if waiting and waiting[0] is None:
                waiting.clear()
                return {"type": "websocket.receive", "text": "hello"}
            message = await receive()
            if waiting:
                waiting[0] = None
            return message

        await self.inner(scope, greeted, send)


application = Greeting(Consumer.as_asgi())
