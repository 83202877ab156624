from channels.generic.websocket import AsyncWebsocketConsumer


class Leaving(object):
    async def websocket_disconnect(self, message):
        print("left")


class Base(AsyncWebsocketConsumer):
    pass


class Consumer(Base, Leaving):
    pass
