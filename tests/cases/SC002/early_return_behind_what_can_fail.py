import logging

from channels.consumer import SyncConsumer

logger = logging.getLogger(__name__)


class Consumer(SyncConsumer):
    rooms = {}

    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        room = self.rooms.setdefault("lobby", None)
        if room is None:
            return
        room.discard(self)
# output
import logging

from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(SyncConsumer):
    rooms = {}

    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        try:
            room = self.rooms.setdefault("lobby", None)
            if room is None:
                raise StopConsumer()
            room.discard(self)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
