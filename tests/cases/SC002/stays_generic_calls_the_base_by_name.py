from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        WebsocketConsumer.websocket_disconnect(self, message)
