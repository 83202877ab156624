import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger("telemetry")


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except BaseException as exc:
            log.error("telemetry socket failed: %r", exc)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger("telemetry")


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except BaseException as exc:
            log.error("telemetry socket failed: %r", exc)
