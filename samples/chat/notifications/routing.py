from django.urls import path

from .consumers import BadgeConsumer, InboxConsumer, TickerConsumer
from .feeds import ActivityFeedConsumer, MentionFeedConsumer, ReminderFeedConsumer
from .status import StatusConsumer, UptimeConsumer

websocket_urlpatterns = [
    path("ws/inbox/", InboxConsumer.as_asgi()),
    path("ws/badge/", BadgeConsumer.as_asgi()),
    path("ws/ticker/", TickerConsumer.as_asgi()),
    path("ws/feeds/activity/", ActivityFeedConsumer.as_asgi()),
    path("ws/feeds/reminders/", ReminderFeedConsumer.as_asgi()),
    path("ws/feeds/mentions/", MentionFeedConsumer.as_asgi()),
    path("ws/status/", StatusConsumer.as_asgi()),
    path("ws/uptime/", UptimeConsumer.as_asgi()),
]
