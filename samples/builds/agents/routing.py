from django.urls import path

from . import consumers

websocket_urlpatterns = [
    path("ws/heartbeat/", consumers.HeartbeatConsumer.as_asgi()),
    path("ws/tail/", consumers.TailConsumer.as_asgi()),
    path("ws/watch/", consumers.WatchConsumer.as_asgi()),
]
