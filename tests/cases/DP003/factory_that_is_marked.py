# oracle: none
from asgiref.sync import iscoroutinefunction
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "factory_that_is_marked"
MIDDLEWARE = [
    "factory_that_is_marked.timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


def timing(get_response):
    if iscoroutinefunction(get_response):

        async def middleware(request):
            return await get_response(request)

    else:

        def middleware(request):
            return get_response(request)

    return middleware


timing.sync_capable = True
timing.async_capable = True
