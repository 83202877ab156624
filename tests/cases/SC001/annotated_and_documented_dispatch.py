"""Presence: who is online."""

from __future__ import annotations

import logging
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

logger: logging.Logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    """Keeps the list of users who are online."""

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Log what goes wrong, whatever it is."""
        try:
            await super().dispatch(message)
        except Exception as exc:
            logger.exception("presence failed", exc_info=exc)
# output
"""Presence: who is online."""

from __future__ import annotations

import logging
from typing import Any

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger: logging.Logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    """Keeps the list of users who are online."""

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Log what goes wrong, whatever it is."""
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("presence failed", exc_info=exc)
