import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Set Django up before anything imports a consumer.
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

import chat.routing  # noqa: E402
import live.routing  # noqa: E402
import notifications.routing  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "websocket": URLRouter(
            chat.routing.websocket_urlpatterns
            + notifications.routing.websocket_urlpatterns
            + live.routing.websocket_urlpatterns
        ),
    }
)
