# oracle: none
from vendor_sockets import EndingConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class RoomConsumer(EndingConsumer, AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        print("left")
