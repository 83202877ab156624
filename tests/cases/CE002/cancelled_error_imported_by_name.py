# oracle: cancelled
from asyncio import CancelledError, sleep

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    try:
        await sleep(1)
    except CancelledError:
        raise


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        await work()

    async def disconnect(self, code):
        cleaned.append(self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except (StopConsumer, KeyboardInterrupt):
            raise
        except Exception as error:
            await self.send_json({"error": str(error)})
            raise
# output
from asyncio import CancelledError, sleep

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    try:
        await sleep(1)
    except CancelledError:
        raise


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        await work()

    async def disconnect(self, code):
        cleaned.append(self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except (StopConsumer, KeyboardInterrupt):
            raise
        except CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except Exception as error:
            await self.send_json({"error": str(error)})
            raise
