# oracle: error
import logging

import channels.exceptions
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Stands for what may fail."""


class Consumer(AsyncJsonWebsocketConsumer):
    async def websocket_disconnect(self, event):
        try:
            await work()
        except OSError:
            logger.warning("could not leave")
            raise
        else:
            logger.info("left")
        finally:
            logger.info("bye"); raise channels.exceptions.StopConsumer()
# output
import logging

import channels.exceptions
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Stands for what may fail."""


class Consumer(AsyncJsonWebsocketConsumer):
    async def websocket_disconnect(self, event):
        try:
            await work()
        except OSError:
            logger.warning("could not leave")
            raise
        else:
            logger.info("left")
        finally:
            logger.info("bye")
        raise channels.exceptions.StopConsumer()
