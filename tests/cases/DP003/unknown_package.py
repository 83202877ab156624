# oracle: none
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "unknown_package"
MIDDLEWARE = [
    "somewhere.middleware.Thing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
