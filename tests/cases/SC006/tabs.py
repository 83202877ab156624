# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer as Base


class Consumer(Base):
	name = "ticks"
	async def connect(this):
		await this.accept()
		while True:
			await this.send(this.name)
			await asyncio.sleep(0.05)
	async def disconnect(this, code):
		return
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer as Base


class Consumer(Base):
	name = "ticks"
	connect_task = None
	async def connect(this):
		await this.accept()
		this.connect_task = asyncio.create_task(this._connect_loop())

	async def _connect_loop(this):
		while True:
			await this.send(this.name)
			await asyncio.sleep(0.05)
	async def disconnect(this, code):
		if this.connect_task is not None:
			this.connect_task.cancel()
			with suppress(asyncio.CancelledError):
				await this.connect_task
		return
