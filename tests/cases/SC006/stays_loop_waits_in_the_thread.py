# flags: --unsafe-fixes
# oracle: none
import socket

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        feed = socket.create_connection(("localhost", 7000))
        while data := feed.recv(1024):
            await self.send(bytes_data=data)
            await self.channel_layer.group_send("feeds", {"type": "feed.data", "data": data})
