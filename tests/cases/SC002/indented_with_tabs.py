import logging

from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
	async def websocket_connect(self, event):
		await self.send({"type": "websocket.accept"})

	async def websocket_disconnect(self, event):
		# the room first
		await self.channel_layer.group_discard("room", self.channel_name)
		await self.channel_layer.group_discard("all", self.channel_name)
		# and that is all
# output
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
	async def websocket_connect(self, event):
		await self.send({"type": "websocket.accept"})

	async def websocket_disconnect(self, event):
		try:
			# the room first
			await self.channel_layer.group_discard("room", self.channel_name)
			await self.channel_layer.group_discard("all", self.channel_name)
		except Exception:
			logger.exception("clean-up after the disconnect failed")
		raise StopConsumer()
		# and that is all
