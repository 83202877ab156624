import logging

from asgiref.sync import async_to_sync
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)(self.room, self.channel_name)

    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception as e:
            logger.error("could not leave: %s", e)
            return
# output
import logging

from asgiref.sync import async_to_sync
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)(self.room, self.channel_name)

    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception as e:
            logger.error("could not leave: %s", e)
            raise StopConsumer() from e
