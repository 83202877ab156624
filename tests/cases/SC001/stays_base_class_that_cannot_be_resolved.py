# oracle: none
import logging

from broadcaster.contrib import RealtimeConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Feed(RealtimeConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("feed failed")

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except StopConsumer:
            pass
