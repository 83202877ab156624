import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        self.jobs = {}
        await self.accept()

    async def receive_json(self, content, **kwargs):
        name = content["job"]
        if content["action"] == "start":
            self.jobs[name] = asyncio.ensure_future(asyncio.sleep(content["seconds"]))
        elif name in self.jobs:
            self.jobs[name].cancel()
            try:
                await self.jobs[name]
            except asyncio.CancelledError:
                await self.send_json({"cancelled": name})
