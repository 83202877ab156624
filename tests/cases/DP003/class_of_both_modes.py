# oracle: none
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "class_of_both_modes"
MIDDLEWARE = [
    "class_of_both_modes.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing:
    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request):
        if self.is_async:
            return self.answer(request)
        response = self.get_response(request)
        response["X-Seen"] = "1"
        return response

    async def answer(self, request):
        response = await self.get_response(request)
        response["X-Seen"] = "1"
        return response
