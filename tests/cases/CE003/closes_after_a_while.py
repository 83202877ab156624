# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    login_timeout = 30

    async def connect(self):
        self.user = None
        await self.accept()
        self.login_timer = asyncio.create_task(self.wait_for_login())

    async def wait_for_login(self):
        await asyncio.sleep(self.login_timeout)
        if self.user is None:
            await self.close(code=4401)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    login_timeout = 30
    login_timer = None

    async def connect(self):
        self.user = None
        await self.accept()
        self.login_timer = asyncio.create_task(self.wait_for_login())

    async def disconnect(self, code):
        if self.login_timer is not None:
            self.login_timer.cancel()
            with suppress(asyncio.CancelledError):
                await self.login_timer

    async def wait_for_login(self):
        await asyncio.sleep(self.login_timeout)
        if self.user is None:
            await self.close(code=4401)
