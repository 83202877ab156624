# oracle: none
# finds: 1
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "package_without_asynchronous_mode"
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
