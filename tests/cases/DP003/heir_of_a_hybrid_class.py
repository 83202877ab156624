# oracle: none
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "heir_of_a_hybrid_class"
MIDDLEWARE = [
    "heir_of_a_hybrid_class.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Hybrid:
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response

    async def __call__(self, request):
        return await self.get_response(request)


class Timing(Hybrid): ...
