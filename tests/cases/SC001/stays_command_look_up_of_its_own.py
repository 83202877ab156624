import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        try:
            handler = getattr(self, "do_" + content["command"])
            await handler(content)
        except Exception:
            logger.exception("command failed")

    async def do_ping(self, content):
        await self.send_json({"pong": content.get("id")})
