# oracle: none
# finds: 1
from django.utils.decorators import sync_only_middleware
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "factory_marked_sync_only"
MIDDLEWARE = [
    "factory_marked_sync_only.timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


@sync_only_middleware
def timing(get_response):
    def middleware(request):
        response = get_response(request)
        response["X-Seen"] = "1"
        return response

    return middleware
