# oracle: websocket-error
import logging

from channels.consumer import SyncConsumer

logger = logging.getLogger(__name__)
ROOMS = {}


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        ROOMS["lobby"].remove(self.channel_name)
        if not ROOMS["lobby"]:
            del ROOMS["lobby"]
# output
import logging

from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)
ROOMS = {}


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        try:
            ROOMS["lobby"].remove(self.channel_name)
            if not ROOMS["lobby"]:
                del ROOMS["lobby"]
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
