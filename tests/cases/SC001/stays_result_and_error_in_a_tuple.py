from channels.generic.websocket import AsyncWebsocketConsumer


async def attempt(call, *args):
    try:
        return await call(*args), None
    except Exception as exc:
        return None, exc


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        result, error = await attempt(super().dispatch, message)
        if error is not None:
            raise error
        return result
