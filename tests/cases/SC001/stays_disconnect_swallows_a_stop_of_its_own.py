from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def disconnect(self, code):
        try:
            raise StopConsumer()
        except StopConsumer:
            pass
