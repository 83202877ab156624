from django.urls import path

from . import consumers, releases

websocket_urlpatterns = [
    path("ws/output/", consumers.OutputConsumer.as_asgi()),
    path("ws/queue/", consumers.QueueConsumer.as_asgi()),
    path("ws/artifacts/", consumers.ArtifactConsumer.as_asgi()),
    path("ws/deploy/", consumers.DeployConsumer.as_asgi()),
    path("ws/review/", consumers.ReviewConsumer.as_asgi()),
    path("ws/release/", releases.ReleaseConsumer.as_asgi()),
    path("ws/signing/", releases.SigningConsumer.as_asgi()),
]
