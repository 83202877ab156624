# oracle: cancelled
import asyncio
import json

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


async def release():
    await asyncio.sleep(0)
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]
    kind = "room"

    async def connect(self):
        room = f"{self.kind}_{self.scope['path'].strip('/')}"
        await self.channel_layer.group_add(room, self.channel_name)
        await self.channel_layer.group_add("everyone", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close(code=4000)
        except BaseException as exc:
            await self.send(text_data=json.dumps({"error": str(exc)}))
            if message["type"] == "websocket.disconnect":
                raise

    async def disconnect(self, code):
        cleaned.append(code)
        await release()
        await self.channel_layer.group_discard("everyone", self.channel_name)
# output
import asyncio
import json

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


async def release():
    await asyncio.sleep(0)
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    groups = ["lobby"]
    kind = "room"

    async def connect(self):
        room = f"{self.kind}_{self.scope['path'].strip('/')}"
        await self.channel_layer.group_add(room, self.channel_name)
        await self.channel_layer.group_add("everyone", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close(code=4000)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self._clean_up())
            raise
        except BaseException as exc:
            await self.send(text_data=json.dumps({"error": str(exc)}))
            if message["type"] == "websocket.disconnect":
                raise

    async def disconnect(self, code):
        cleaned.append(code)
        await release()
        await self.channel_layer.group_discard("everyone", self.channel_name)

    async def _clean_up(self):
        for group in self.groups:
            await self.channel_layer.group_discard(group, self.channel_name)
        await self.channel_layer.group_discard(f"{self.kind}_{self.scope['path'].strip('/')}", self.channel_name)
        await self.disconnect(1006)
