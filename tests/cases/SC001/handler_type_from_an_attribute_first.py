import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ignored = kwargs.get("ignored", (LookupError,))

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except self.ignored:
            logger.debug("ignored")
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ignored = kwargs.get("ignored", (LookupError,))

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except self.ignored:
            logger.debug("ignored")
        except Exception:
            logger.exception("consumer failed")
