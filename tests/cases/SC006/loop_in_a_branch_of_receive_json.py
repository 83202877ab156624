# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        action = content.get("action")
        if action == "stop":
            await self.close()
        elif action == "watch":
            name = content.get("name", "all")
            # until they go
            while True:
                await self.send_json({"name": name})
                await asyncio.sleep(0.05)
        else:
            await self.send_json({"error": "what?"})


class Greeting:
    """Puts a first message of the client behind the handshake."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        waiting = [{"type": "websocket.receive", "text": "{\"action\": \"watch\"}"}]

        async def greeted():
            if waiting and waiting[0] is None:
                waiting.clear()
                return {"type": "websocket.receive", "text": "{\"action\": \"watch\"}"}
            message = await receive()
            if waiting:
                waiting[0] = None
            return message

        await self.inner(scope, greeted, send)


application = Greeting(Consumer.as_asgi())
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    receive_json_tasks = frozenset()

    async def receive_json(self, content, **kwargs):
        action = content.get("action")
        if action == "stop":
            await self.close()
        elif action == "watch":
            name = content.get("name", "all")
            self.receive_json_tasks = {task for task in self.receive_json_tasks if not task.done()}
            self.receive_json_tasks.add(asyncio.create_task(self._receive_json_loop(name)))
        else:
            await self.send_json({"error": "what?"})

    async def _receive_json_loop(self, name):
        # until they go
        while True:
            await self.send_json({"name": name})
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        for task in self.receive_json_tasks:
            task.cancel()
        for task in self.receive_json_tasks:
            with suppress(asyncio.CancelledError):
                await task


class Greeting:
    """Puts a first message of the client behind the handshake."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        waiting = [{"type": "websocket.receive", "text": "{\"action\": \"watch\"}"}]

        async def greeted():
            if waiting and waiting[0] is None:
                waiting.clear()
                return {"type": "websocket.receive", "text": "{\"action\": \"watch\"}"}
            message = await receive()
            if waiting:
                waiting[0] = None
            return message

        await self.inner(scope, greeted, send)


application = Greeting(Consumer.as_asgi())
