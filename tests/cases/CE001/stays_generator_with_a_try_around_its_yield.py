from channels.generic.websocket import AsyncWebsocketConsumer


async def rows():
    for number in range(3):
        try:
            yield number
        except BaseException:
            print("closed in the middle")
            return


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async for row in rows():
            await self.send(text_data=str(row))
