# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.testing import WebsocketCommunicator


class EchoConsumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)


class TestEcho:
    async def test_echo(self):
        communicator = WebsocketCommunicator(EchoConsumer.as_asgi(), "/")
        task = asyncio.create_task(self.drain(communicator))
        await communicator.connect()

    async def drain(self, communicator):
        while True:
            await communicator.receive_from()
