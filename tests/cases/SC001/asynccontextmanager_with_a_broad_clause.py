import logging
from contextlib import asynccontextmanager as manager

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@manager
async def reported(consumer):
    failed = False
    try:
        yield consumer
    except (ConnectionError, Exception) as error:
        failed = True
        logger.error("%s", error)
    finally:
        logger.info("done, failed: %s", failed)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with reported(self):
            return await super().dispatch(message)
# output
import logging
from contextlib import asynccontextmanager as manager

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


@manager
async def reported(consumer):
    failed = False
    try:
        yield consumer
    except StopConsumer:
        raise
    except (ConnectionError, Exception) as error:
        failed = True
        logger.error("%s", error)
    finally:
        logger.info("done, failed: %s", failed)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with reported(self):
            return await super().dispatch(message)
