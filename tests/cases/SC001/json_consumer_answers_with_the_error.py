import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger("auction")


class Consumer(AsyncJsonWebsocketConsumer):
    """Bids come in, prices go out."""

    async def receive_json(self, content, **kwargs):
        await self.send_json({"accepted": content["bid"]})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as e:
            logger.exception("auction consumer")
            await self.send_json({"error": str(e)})
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger("auction")


class Consumer(AsyncJsonWebsocketConsumer):
    """Bids come in, prices go out."""

    async def receive_json(self, content, **kwargs):
        await self.send_json({"accepted": content["bid"]})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as e:
            logger.exception("auction consumer")
            await self.send_json({"error": str(e)})
