# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.consumer import AsyncConsumer


class MailConsumer(AsyncConsumer):
    """Run by `manage.py runworker mail`."""

    async def mail_send(self, event):
        await self.channel_layer.group_add("mailers", self.channel_name)
        try:
            await asyncio.sleep(1)
        finally:
            await self.channel_layer.group_discard("mailers", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            pass
