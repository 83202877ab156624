import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    handled = 0
    busy = False

    async def dispatch(self, message):
        self.busy = True
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
        else:
            self.handled += 1
        finally:
            self.busy = False
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    handled = 0
    busy = False

    async def dispatch(self, message):
        self.busy = True
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
        else:
            self.handled += 1
        finally:
            self.busy = False
