"""What a member is told about: the inbox, the badge, the news ticker."""
import json

from channels.generic.websocket import AsyncWebsocketConsumer

from realtime.consumers import GroupConsumer, RealtimeConsumer
from realtime.mixins import ErrorReportMixin, TimingMixin


class InboxConsumer(RealtimeConsumer):
    """Marks notifications as read."""

    async def connect(self):
        self.unread = {1, 2, 3}
        await self.accept()

    async def receive_json(self, content):
        self.unread.discard(content["read"])
        await self.reply("inbox", unread=sorted(self.unread))


class BadgeConsumer(ErrorReportMixin, AsyncWebsocketConsumer):
    """The number on the bell."""

    groups = ["badges"]

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(int(text_data) + 1))


class TickerConsumer(TimingMixin, GroupConsumer):
    """The news ticker at the top of each page."""

    slow_after = 2.0

    def get_group_name(self):
        return "ticker"

    async def receive(self, text_data=None, bytes_data=None):
        try:
            headline = json.loads(text_data)["headline"]
        except (TypeError, ValueError, KeyError):
            return
        await self.channel_layer.group_send("ticker", {"type": "group.text", "text": headline})
