import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Broker:
    def subscribe(self, topic, callback):
        self.callback = callback


broker = Broker()


class Consumer(AsyncWebsocketConsumer):
    async def _on_message(self, message):
        try:
            await self.send(text_data=message)
        except asyncio.CancelledError:
            print("dropped", message)

    async def connect(self):
        broker.subscribe("news", self._on_message)
        await self.accept()
