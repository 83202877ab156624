# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)
cleaned = []


async def work():
	await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
	async def __call__(self, scope, receive, send):
		try:
			await super().__call__(scope, receive, send)
		finally:
			log.info("gone")

	async def receive(self, text_data=None, bytes_data=None):
		await work()

	async def disconnect(self, code):
		cleaned.append(code)
# output
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

log = logging.getLogger(__name__)
cleaned = []


async def work():
	await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
	async def __call__(self, scope, receive, send):
		self.message_type = None
		try:
			await super().__call__(scope, receive, send)
		except asyncio.CancelledError:
			if self.message_type not in (None, "websocket.disconnect"):
				await self.disconnect(1006)
			raise
		finally:
			log.info("gone")

	async def dispatch(self, message):
		self.message_type = message["type"]
		await super().dispatch(message)

	async def receive(self, text_data=None, bytes_data=None):
		await work()

	async def disconnect(self, code):
		cleaned.append(code)
