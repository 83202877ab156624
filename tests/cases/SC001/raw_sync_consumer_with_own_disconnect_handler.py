import logging

from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_receive(self, event):
        self.send({"type": "websocket.send", "text": event["text"]})

    def websocket_disconnect(self, event):
        raise StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as error:
            logger.error("ignored: %s", error)
# output
import logging

from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_receive(self, event):
        self.send({"type": "websocket.send", "text": event["text"]})

    def websocket_disconnect(self, event):
        raise StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as error:
            logger.error("ignored: %s", error)
