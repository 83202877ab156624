# oracle: none
import logging

from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)


class Worker(AsyncConsumer):
    async def job_run(self, message):
        await self.channel_layer.send(message["reply_to"], {"type": "job.done"})

    async def disconnect(self):
        await self.channel_layer.flush()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("job failed")
