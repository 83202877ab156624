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
            raise StopConsumer()
        except KeyError:
            logger.warning("no such room")
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
            try:
                ROOMS["lobby"].remove(self.channel_name)
                raise StopConsumer()
            except KeyError:
                logger.warning("no such room")
        except StopConsumer:
            raise
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
