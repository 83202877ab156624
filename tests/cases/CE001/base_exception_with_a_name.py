# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    return "result"


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        try:
            result = await work()
        except BaseException as error:
            cleaned.append(str(error))
            await self.send_json({"error": str(error)})
        else:
            await self.send_json({"result": result})
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    return "result"


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        try:
            result = await work()
        except asyncio.CancelledError as error:
            cleaned.append(str(error))
            raise
        except BaseException as error:
            cleaned.append(str(error))
            await self.send_json({"error": str(error)})
        else:
            await self.send_json({"result": result})
