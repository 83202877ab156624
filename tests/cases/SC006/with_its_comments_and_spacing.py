# flags: --unsafe-fixes
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    groups = []  # none

    async def connect(self):
        # let them in
        await self.accept()  # at once

        # and now go on
        # until the end
        while 1 :  # of days
            await self.send( "tick" )

            # not too fast
            await asyncio.sleep(
                0.05,  # seconds
            )
            # so

        # never reached

    # the rest

    async def receive(self, text_data = None, bytes_data = None):
        pass
# output
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    groups = []  # none
    connect_task = None

    async def connect(self):
        # let them in
        await self.accept()  # at once

        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        # and now go on
        # until the end
        while 1 :  # of days
            await self.send( "tick" )

            # not too fast
            await asyncio.sleep(
                0.05,  # seconds
            )
            # so

        # never reached

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.connect_task

    # the rest

    async def receive(self, text_data = None, bytes_data = None):
        pass
