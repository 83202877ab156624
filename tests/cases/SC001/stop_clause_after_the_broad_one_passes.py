import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            logger.warning("bad frame")
        # everything else
        except Exception:
            logger.exception("consumer failed")
        # the client is gone
        except StopConsumer:
            pass
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            logger.warning("bad frame")
        # the client is gone
        except StopConsumer:
            raise
        # everything else
        except Exception:
            logger.exception("consumer failed")
