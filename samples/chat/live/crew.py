"""The crew's own sockets: they look like the others, and each is sound."""
import asyncio
import logging
from contextlib import suppress

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

from realtime.guards import logs_errors

logger = logging.getLogger(__name__)


class IntercomConsumer(AsyncJsonWebsocketConsumer):
    """The decorator is around one handler only, and with it no way out."""

    @logs_errors("intercom")
    async def receive_json(self, content):
        await self.send_json({"heard": content["text"]})


class CueConsumer(AsyncWebsocketConsumer):
    """Its loop runs beside the messages and ends with the connection."""

    task = None

    async def connect(self):
        await self.accept()
        self.task = asyncio.create_task(self.cue())

    async def cue(self):
        while True:
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.task is not None:
            self.task.cancel()
            with suppress(asyncio.CancelledError):
                await self.task


class PropConsumer(AsyncWebsocketConsumer):
    """Nothing is lost: the first error of the two leaves `gather`."""

    async def dispatch(self, message):
        await asyncio.gather(super().dispatch(message), self.note(message))

    async def note(self, message):
        logger.debug("prop: %s", message["type"])


class RadioConsumer(AsyncConsumer):
    """Raw, and it raises by itself."""

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        if message.get("code") != 1000:
            logger.info("radio lost")
        raise StopConsumer()


class LadderConsumer(AsyncConsumer):
    """Owns its loop, and leaves it."""

    async def __call__(self, scope, receive, send):
        self.scope, self.base_send = scope, send
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                break
            await self.dispatch(message)

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})


class CateringConsumer(AsyncWebsocketConsumer):
    """Filters messages, but not the disconnect."""

    open = False

    async def dispatch(self, message):
        if message["type"] == "websocket.receive" and not self.open:
            return
        await super().dispatch(message)
