# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
	muted = True
	paused = False

	async def dispatch(self, message):
		if self.muted or self.paused:  # not now
			self.dropped = True
			return
		await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
	muted = True
	paused = False

	async def dispatch(self, message):
		if (self.muted or self.paused) and message["type"] != "websocket.disconnect":  # not now
			self.dropped = True
			return
		await super().dispatch(message)
