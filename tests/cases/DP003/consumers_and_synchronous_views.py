# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "consumers_and_synchronous_views"
ASGI_APPLICATION = "consumers_and_synchronous_views.application"
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
]


class Progress(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data)


def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
application = ProtocolTypeRouter(
    {"http": get_asgi_application(), "websocket": URLRouter([path("progress/", Progress.as_asgi())])}
)
