import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Commands:
    async def dispatch(self, message):
        return {"ok": message}


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.commands = Commands()

    async def receive_json(self, content, **kwargs):
        try:
            await self.send_json(await self.commands.dispatch(content))
        except Exception:
            logger.exception("command failed")
