from channels.generic.websocket import AsyncWebsocketConsumer


class View:
    async def dispatch(self, request, *args, **kwargs):
        if request["method"] == "HEAD":
            return None
        return await self.get(request)


class Consumer(AsyncWebsocketConsumer):
    pass
