import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
	async def disconnect(self, code):
		ONLINE.pop(self.channel_name)

	async def dispatch(self, message):
		try:
			await super().dispatch(message)
		except StopConsumer:
			raise
		# all the rest
		except Exception:  # noqa: BLE001
			# tell the log
			logger.exception("consumer failed")  # and go on
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
	async def disconnect(self, code):
		ONLINE.pop(self.channel_name)

	async def dispatch(self, message):
		try:
			await super().dispatch(message)
		except StopConsumer:
			raise
		# all the rest
		except Exception as exc:  # noqa: BLE001
			# tell the log
			logger.exception("consumer failed")  # and go on
			if message["type"] == "websocket.disconnect":
				raise StopConsumer() from exc
