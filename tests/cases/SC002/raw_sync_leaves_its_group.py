import logging

from asgiref.sync import async_to_sync
from channels.consumer import SyncConsumer

log = logging.getLogger("chat")


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        async_to_sync(self.channel_layer.group_add)("chat", self.channel_name)
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        log.info("client left: %s", event["code"])
        async_to_sync(self.channel_layer.group_discard)("chat", self.channel_name)
# output
import logging

from asgiref.sync import async_to_sync
from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer

log = logging.getLogger("chat")


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        async_to_sync(self.channel_layer.group_add)("chat", self.channel_name)
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        log.info("client left: %s", event["code"])
        try:
            async_to_sync(self.channel_layer.group_discard)("chat", self.channel_name)
        except Exception:
            log.exception("clean-up after the disconnect failed")
        raise StopConsumer()
