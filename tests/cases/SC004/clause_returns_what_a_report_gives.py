# oracle: websocket-error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        raise ConnectionError("the channel layer is down")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            if message["type"] == "chat.retry":
                result = False
                return result
            return (
                # the first that takes it
                await self.report(exc)
                or print("not reported", exc)
            )

    async def report(self, exc):
        self.reported = exc
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        raise ConnectionError("the channel layer is down")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            if message["type"] == "chat.retry":
                result = False
                return result
            result_ = (
                # the first that takes it
                await self.report(exc)
                or print("not reported", exc)
            )
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
            return result_

    async def report(self, exc):
        self.reported = exc
