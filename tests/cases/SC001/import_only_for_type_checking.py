from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from channels.generic.websocket import AsyncWebsocketConsumer

if TYPE_CHECKING:
    from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def stop(self) -> StopConsumer | None:
        return None

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
# output
from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

if TYPE_CHECKING:
    from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def stop(self) -> StopConsumer | None:
        return None

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
