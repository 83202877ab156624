# oracle: none
import asyncio

import pytest
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.testing import WebsocketCommunicator


class Echo(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)


@pytest.mark.asyncio
async def test_echo():
    communicator = WebsocketCommunicator(Echo.as_asgi(), "/ws/")
    try:
        await communicator.connect()
        await communicator.receive_from()
    except asyncio.CancelledError:
        pass
    await communicator.disconnect()
