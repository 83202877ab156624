from channels.consumer import AsyncConsumer


class Consumer(AsyncConsumer):
    async def __call__(self, scope, receive, send):
        self.base_send = send
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                await self.websocket_disconnect(message)
                return
            if message["type"] == "websocket.connect":
                await self.websocket_connect(message)

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        print("left")
