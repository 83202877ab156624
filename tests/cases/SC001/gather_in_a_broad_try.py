import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await asyncio.gather(super().dispatch(message), return_exceptions=True)
        except Exception:
            pass
        finally:
            self.count = 1
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            results = await asyncio.gather(super().dispatch(message), return_exceptions=True)
            for result in results:
                if isinstance(result, StopConsumer):
                    raise result
        except StopConsumer:
            raise
        except Exception:
            pass
        finally:
            self.count = 1
