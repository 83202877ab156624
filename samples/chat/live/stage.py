"""The stage itself: doors, lights, the stream and its recording."""
import asyncio
import logging
import time

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class LightConsumer(AsyncConsumer):
    """Speaks the protocol itself."""

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, message):
        await self.send({"type": "websocket.send", "text": message["text"].upper()})

    async def websocket_disconnect(self, message):
        logger.info("lights out")


class DoorConsumer(AsyncWebsocketConsumer):
    """Counts who is inside."""

    inside = set()

    async def connect(self):
        self.inside.add(self.channel_name)
        await self.channel_layer.group_add("doors", self.channel_name)
        await self.accept()

    async def websocket_disconnect(self, message):
        self.inside.discard(self.channel_name)
        await self.channel_layer.group_discard("doors", self.channel_name)


class TicketDeskConsumer(AsyncWebsocketConsumer):
    """Knows itself what to do when a visitor leaves."""

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            logger.info("visitor left with code %s", message.get("code"))
            return
        await super().dispatch(message)


class BackstageConsumer(AsyncWebsocketConsumer):
    """Passes are good for an instant only."""

    lifetime = 0.0

    async def dispatch(self, message):
        if message["type"] == "websocket.connect":
            self.issued = time.monotonic()
        elif time.monotonic() - self.issued > self.lifetime:
            await self.close(code=4001)
            return
        await super().dispatch(message)


class ClockConsumer(AsyncWebsocketConsumer):
    """The countdown; it ticks as long as somebody is watching."""

    watched = True
    ticks = 0

    async def connect(self):
        await self.accept()
        while self.watched:
            self.ticks += 1
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self.watched = False


class RecordingConsumer(AsyncConsumer):
    """Saves the recording when the last message has come; the disk is full."""

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        try:
            await self.save()
        finally:
            raise StopConsumer()

    async def save(self):
        raise OSError("no space left on device")


class MicrophoneConsumer(AsyncConsumer):
    """Receives its messages itself, and must not fall silent over one of them."""

    async def __call__(self, scope, receive, send):
        self.scope, self.base_send = scope, send
        while True:
            message = await receive()
            try:
                await self.dispatch(message)
            except Exception:
                logger.exception("crackle")

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        raise StopConsumer()
