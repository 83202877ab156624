# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
	async def connect(self):
		await self.accept()
		self.task = asyncio.create_task(self.tick())

	async def tick(self):
		while True:
			await self.send("tick")
			await asyncio.sleep(0.05)

	async def disconnect(self, code):
		# nothing to leave
		print(code)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
	task = None

	async def connect(self):
		await self.accept()
		self.task = asyncio.create_task(self.tick())

	async def tick(self):
		while True:
			await self.send("tick")
			await asyncio.sleep(0.05)

	async def disconnect(self, code):
		# nothing to leave
		print(code)
		if self.task is not None:
			self.task.cancel()
			with suppress(asyncio.CancelledError):
				await self.task
