# oracle: none
from asgiref.sync import iscoroutinefunction
from django.utils.decorators import sync_and_async_middleware
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "factory_of_both_modes"
MIDDLEWARE = [
    "factory_of_both_modes.timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


@sync_and_async_middleware
def timing(get_response):
    if iscoroutinefunction(get_response):

        async def middleware(request):
            return await get_response(request)

    else:

        def middleware(request):
            return get_response(request)

    return middleware
