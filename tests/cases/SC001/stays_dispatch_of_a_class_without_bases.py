# oracle: none
import logging

from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)


class EventBus:
    handlers = ()

    async def dispatch(self, message):
        try:
            for handler in self.handlers:
                await handler(message)
            await get_channel_layer().send("log", message)
        except Exception:
            logger.exception("event lost")
