from channels.consumer import AsyncConsumer


class Consumer(AsyncConsumer):
    async def __call__(self, scope, receive, send):
        await send({"type": "websocket.accept"})
        while True:
            try:
                message = await receive()
            except BaseException:
                break
            if message["type"] == "websocket.disconnect":
                return
            if message["type"] == "websocket.receive":
                await send({"type": "websocket.send", "text": message["text"]})
