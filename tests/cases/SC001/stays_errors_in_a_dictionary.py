import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        names = ["handler", "pause"]
        results = await asyncio.gather(super().dispatch(message), asyncio.sleep(0), return_exceptions=True)
        by_name = dict(zip(names, results))
        if isinstance(by_name["handler"], Exception):
            raise by_name["handler"]
