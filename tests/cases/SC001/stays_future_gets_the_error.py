import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        future = asyncio.get_running_loop().create_future()
        try:
            future.set_result(await super().dispatch(message))
        except Exception as exc:
            future.set_exception(exc)
        return await future
