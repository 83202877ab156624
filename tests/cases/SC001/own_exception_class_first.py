import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class ClientError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class RoomFull(ClientError):
    pass


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ClientError as e:
            await self.send_json({"error": e.code})
        except Exception:
            logger.exception("consumer failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class ClientError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class RoomFull(ClientError):
    pass


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ClientError as e:
            await self.send_json({"error": e.code})
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
