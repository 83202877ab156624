# oracle: none
import logging

logger = logging.getLogger(__name__)


class MqttClient:
    groups = ["sensors"]

    async def disconnect(self, code):
        await self.transport.close()

    async def dispatch(self, message):
        try:
            await self.handle(message)
        except Exception:
            logger.exception("sensor failed")
