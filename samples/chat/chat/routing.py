from django.urls import path

from . import consumers, moderation, support

websocket_urlpatterns = [
    path("ws/chat/<slug:room_name>/", consumers.RoomConsumer.as_asgi()),
    path("ws/typing/", consumers.TypingConsumer.as_asgi()),
    path("ws/presence/", consumers.PresenceConsumer.as_asgi()),
    path("ws/history/", consumers.HistoryConsumer.as_asgi()),
    path("ws/direct/", consumers.DirectMessageConsumer.as_asgi()),
    path("ws/commands/", consumers.SlashCommandConsumer.as_asgi()),
    path("ws/support/", support.SupportConsumer.as_asgi()),
    path("ws/support/staff/", support.StaffConsumer.as_asgi()),
    path("ws/support/tickets/", support.TicketConsumer.as_asgi()),
    path("ws/support/callbacks/", support.CallbackConsumer.as_asgi()),
    path("ws/moderation/", moderation.ModerationConsumer.as_asgi()),
    path("ws/moderation/reports/", moderation.ReportConsumer.as_asgi()),
    path("ws/moderation/bans/", moderation.BanListConsumer.as_asgi()),
    path("ws/moderation/appeals/", moderation.AppealConsumer.as_asgi()),
]
