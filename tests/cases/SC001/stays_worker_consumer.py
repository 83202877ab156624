# oracle: none
import logging

from channels.consumer import SyncConsumer

logger = logging.getLogger(__name__)


class ThumbnailWorker(SyncConsumer):
    def thumbnail_generate(self, message):
        logger.info("generating %s", message["id"])

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("job failed")
