# -*- coding: utf-8 -*-
# Copyright the chat team

import logging  # the standard one

# channels
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402

# one logger for all
logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):  # chat
    # called for every message
    async def dispatch(self, message):
        # errors must not end the connection
        try:  # here we go
            # the real work
            await super().dispatch(message)  # may fail
            # end of the work
        # never let an error through
        except Exception:  # noqa: BLE001
            # tell the log
            logger.exception("consumer failed")  # and go on
            # end of the handler
        # end of dispatch

    # end of the class
# end of the file
# output
# -*- coding: utf-8 -*-
# Copyright the chat team

import logging  # the standard one

# channels
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402

# one logger for all
logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):  # chat
    # called for every message
    async def dispatch(self, message):
        # errors must not end the connection
        try:  # here we go
            # the real work
            await super().dispatch(message)  # may fail
            # end of the work
        except StopConsumer:
            raise
        # never let an error through
        except Exception:  # noqa: BLE001
            # tell the log
            logger.exception("consumer failed")  # and go on
            # end of the handler
        # end of dispatch

    # end of the class
# end of the file
