# oracle: none
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def chat_message(self, event):
        try:
            await asyncio.sleep(event["delay"])
            await self.send_json(event)
        except BaseException as error:
            print("not sent:", error)
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def chat_message(self, event):
        try:
            await asyncio.sleep(event["delay"])
            await self.send_json(event)
        except asyncio.CancelledError as error:
            print("not sent:", error)
            raise
        except BaseException as error:
            print("not sent:", error)
