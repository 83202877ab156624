import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.scope = scope
        self.channel_layer = None
        self.base_send = send
        open_ = True
        while open_:
            try:
                await self.dispatch(await receive())
            except ValueError:
                continue
            except Exception as exc:
                logger.error("socket: %s", exc)
        logger.info("closed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.scope = scope
        self.channel_layer = None
        self.base_send = send
        open_ = True
        while open_:
            try:
                await self.dispatch(await receive())
            except ValueError:
                continue
            except StopConsumer:
                break
            except Exception as exc:
                logger.error("socket: %s", exc)
        logger.info("closed")
