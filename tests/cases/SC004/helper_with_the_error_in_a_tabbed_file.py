import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
	async def dispatch(self, message):
		retry = True
		while retry:
			retry = False
			try:
				await super().dispatch(message)
			except StopConsumer:
				raise
			except Exception:
				# the layer may be down
				logger.exception("failed")

	async def disconnect(self, code):
		raise OSError
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
	async def dispatch(self, message):
		retry = True
		while retry:
			retry = False
			try:
				await super().dispatch(message)
			except StopConsumer:
				raise
			except Exception:
				# the layer may be down
				logger.exception("failed")
		if message["type"] == "websocket.disconnect":
			raise StopConsumer()

	async def disconnect(self, code):
		raise OSError
