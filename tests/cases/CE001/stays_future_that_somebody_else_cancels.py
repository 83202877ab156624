import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        self.answer = asyncio.get_running_loop().create_future()
        await self.accept()

    async def question_asked(self, event):
        try:
            text = await self.answer
        except asyncio.CancelledError:
            text = "nobody answered"
        await self.send_json({"text": text})

    async def receive_json(self, content, **kwargs):
        if content.get("give_up"):
            self.answer.cancel()
        else:
            self.answer.set_result(content["text"])
