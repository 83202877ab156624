import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    failures = 0

    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except Exception:
                self.failures += 1
                await self.report()
                return
            self.failures = 0
        except OSError as exc:
            logger.warning("not reported: %s", exc)
        except Exception:
            await self.close(code=1011)

    async def report(self):
        logger.error("failed %s times", self.failures)

    async def disconnect(self, code):
        await self.channel_layer.group_discard("board", self.channel_name)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    failures = 0

    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception as error:
                self.failures += 1
                await self.report()
                if message["type"] == "websocket.disconnect":
                    raise StopConsumer() from error
                return
            self.failures = 0
        except OSError as exc:
            logger.warning("not reported: %s", exc)
        except StopConsumer:
            raise
        except Exception:
            await self.close(code=1011)

    async def report(self):
        logger.error("failed %s times", self.failures)

    async def disconnect(self, code):
        await self.channel_layer.group_discard("board", self.channel_name)
