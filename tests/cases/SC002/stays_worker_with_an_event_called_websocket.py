# oracle: none
from channels.consumer import AsyncConsumer


class RelayWorker(AsyncConsumer):
    async def websocket_broadcast(self, message):
        print("to all:", message["text"])
