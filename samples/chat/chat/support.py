"""The support desk: visitors on one side, staff on the other."""
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer, WebsocketConsumer

logger = logging.getLogger("support")


class SupportConsumer(AsyncJsonWebsocketConsumer):
    """A visitor's side. The visitor gets a queue by sending ``{"queue": ...}``."""

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("Support socket failed on %s", message["type"])
            if message["type"] == "websocket.disconnect":
                return
            await self.send_json({"error": "Something went wrong, please try again."})

    async def receive_json(self, content):
        self.queue = f"support_{content['queue']}"
        await self.channel_layer.group_add(self.queue, self.channel_name)
        await self.send_json({"queue": self.queue})

    async def disconnect(self, code):
        # Visitors who leave before they have picked a queue have none.
        await self.channel_layer.group_discard(self.queue, self.channel_name)


class StaffConsumer(WebsocketConsumer):
    """The staff's side, still on the synchronous consumer."""

    groups = ["staff"]

    def receive(self, text_data=None, bytes_data=None):
        self.send(text_data=f"noted: {text_data}")

    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except Exception:
            logger.exception("Error while signing off %s", self.channel_name)


class TicketConsumer(WebsocketConsumer):
    def connect(self):
        self.accept()
        self.failures = 0

    async def dispatch(self, message):
        # WebsocketConsumer.dispatch runs in a thread, so it is awaitable.
        try:
            try:
                await super().dispatch(message)
            except Exception as exc:
                self.failures += 1
                logger.warning("ticket: attempt %d failed: %r", self.failures, exc)
                if self.failures > 3:
                    raise
        except Exception:
            logger.error("ticket: giving up on %s", message["type"])

    def receive(self, text_data=None, bytes_data=None):
        self.send(text_data=f"ticket {int(text_data)} is open")


class CallbackConsumer(AsyncJsonWebsocketConsumer):
    """Waits with a visitor who is to be called back."""

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            logger.info("callback: the visitor has left")
            return
        await super().dispatch(message)


class SurveyConsumer(AsyncJsonWebsocketConsumer):
    """Asks how it went, and keeps the answers of visitors who leave half way."""

    async def receive_json(self, content):
        self.answers = content

    async def disconnect(self, code):
        try:
            await self.channel_layer.send("surveys", {"type": "survey.filed", "answers": self.answers})
        finally:
            raise StopConsumer()
