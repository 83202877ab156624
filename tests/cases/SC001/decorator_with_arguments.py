import functools
import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


def reporting(level, *, answer=None):
    """Log what fails, and tell the client."""

    def decorate(method):
        @functools.wraps(method)
        async def reported(self, *args, **kwargs):
            try:
                return await method(self, *args, **kwargs)
            except (ValueError, KeyError) as error:  # bad input
                await self.send_json({"error": str(error)})
            except Exception:  # anything else
                logger.log(level, "failed", exc_info=True)
                if answer:
                    await self.send_json({"error": answer})

        return reported

    return decorate


class Consumer(AsyncJsonWebsocketConsumer):
    @reporting(
        logging.ERROR,
        answer="something went wrong",  # for the client
    )
    async def dispatch(self, message):
        return await super().dispatch(message)
# output
import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


def reporting(level, *, answer=None):
    """Log what fails, and tell the client."""

    def decorate(method):
        @functools.wraps(method)
        async def reported(self, *args, **kwargs):
            try:
                return await method(self, *args, **kwargs)
            except (ValueError, KeyError) as error:  # bad input
                await self.send_json({"error": str(error)})
            except StopConsumer:
                raise
            except Exception:  # anything else
                logger.log(level, "failed", exc_info=True)
                if answer:
                    await self.send_json({"error": answer})

        return reported

    return decorate


class Consumer(AsyncJsonWebsocketConsumer):
    @reporting(
        logging.ERROR,
        answer="something went wrong",  # for the client
    )
    async def dispatch(self, message):
        return await super().dispatch(message)
