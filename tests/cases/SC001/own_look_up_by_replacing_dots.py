from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await getattr(self, message["type"].replace(".", "_"))(message)
        except Exception as exc:
            print("Exception in consumer:", exc)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await getattr(self, message["type"].replace(".", "_"))(message)
        except StopConsumer:
            raise
        except Exception as exc:
            print("Exception in consumer:", exc)
