import asyncio
import json
import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except (json.JSONDecodeError, KeyError, TypeError) as e:
            await self.send_json({"error": str(e)})
        except (ObjectDoesNotExist, ValidationError):
            await self.send_json({"error": "invalid"})
        except (DatabaseError, ConnectionError, asyncio.TimeoutError):
            logger.exception("backend failed")
