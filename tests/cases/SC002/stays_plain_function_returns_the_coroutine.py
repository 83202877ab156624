from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def websocket_disconnect(self, message):
        return super().websocket_disconnect(message)
