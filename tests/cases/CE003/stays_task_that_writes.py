# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer
from shop.models import Order


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        asyncio.create_task(self.place_order(content))

    async def place_order(self, content):
        order = await Order.objects.acreate(item=content["item"])
        await self.send_json({"order": order.pk})
