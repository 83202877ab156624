# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Rows:
    def __init__(self, rows):
        self.rows = rows

    async def __aiter__(self):
        for row in self.rows:
            yield row


class Manager:
    def filter(self, **conditions):
        return Rows(["a", "b"])


class Message:
    objects = Manager()


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        async for row in Message.objects.filter(room=1):
            await self.send(row)
            await asyncio.sleep(0)
