import functools
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


def safe(function):
    @functools.wraps(function)
    def wrapper(*args):
        try:
            return function(*args)
        except BaseException:
            logger.exception('failed')
            raise

    return wrapper


class Consumer(WebsocketConsumer):
    @safe
    def websocket_disconnect(self, message):
        super().websocket_disconnect(message)
