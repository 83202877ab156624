import logging

from asgiref.sync import async_to_sync
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    groups = ["news"]

    def websocket_disconnect(self, message):
        for group in self.groups:
            async_to_sync(self.channel_layer.group_discard)(group, self.channel_name)
# output
import logging

from asgiref.sync import async_to_sync
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    groups = ["news"]

    def websocket_disconnect(self, message):
        try:
            for group in self.groups:
                async_to_sync(self.channel_layer.group_discard)(group, self.channel_name)
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
