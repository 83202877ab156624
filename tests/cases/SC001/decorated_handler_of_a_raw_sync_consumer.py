import logging

from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


def safe(handler):
    def wrapper(self, event):
        try:
            handler(self, event)
        except Exception as exc:
            logger.error("handler failed: %s", exc)

    return wrapper


class Consumer(SyncConsumer):
    @safe
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    @safe
    def websocket_disconnect(self, event):
        raise StopConsumer
# output
import logging

from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


def safe(handler):
    def wrapper(self, event):
        try:
            handler(self, event)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.error("handler failed: %s", exc)

    return wrapper


class Consumer(SyncConsumer):
    @safe
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    @safe
    def websocket_disconnect(self, event):
        raise StopConsumer
