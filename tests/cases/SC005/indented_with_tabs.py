# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
	"""Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
	rooms = {"lobby"}

	async def websocket_disconnect(self, message):
		try:
			await work()
		finally:
			self.rooms.clear()
			raise StopConsumer()
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
	"""Stands for what may fail."""


class Consumer(AsyncWebsocketConsumer):
	rooms = {"lobby"}

	async def websocket_disconnect(self, message):
		try:
			await work()
		finally:
			self.rooms.clear()
		raise StopConsumer()
