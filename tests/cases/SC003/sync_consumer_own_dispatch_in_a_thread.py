from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    @database_sync_to_async
    def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            self.left = True
            return
        handler = getattr(self, get_handler_name(message), None)
        handler(message)
# output
from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    @database_sync_to_async
    def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            self.left = True
            return self.websocket_disconnect(message)
        handler = getattr(self, get_handler_name(message), None)
        handler(message)
