# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


async def work(event):
    await asyncio.sleep(event["delay"])


class Consumer(AsyncJsonWebsocketConsumer):
    async def chat_message(self, event):
        try:
            await work(event)
            await self.send_json(event)
        except BaseException as error:
            print("not sent:", error)


async def main():
    await Consumer().chat_message({"delay": 0})
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


async def work(event):
    await asyncio.sleep(event["delay"])


class Consumer(AsyncJsonWebsocketConsumer):
    async def chat_message(self, event):
        try:
            await work(event)
            await self.send_json(event)
        except asyncio.CancelledError as error:
            print("not sent:", error)
            raise
        except BaseException as error:
            print("not sent:", error)


async def main():
    await Consumer().chat_message({"delay": 0})
