# oracle: none
# finds: 1
from django.utils.deprecation import MiddlewareMixin
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "call_that_touches_a_coroutine"
MIDDLEWARE = [
    "call_that_touches_a_coroutine.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing(MiddlewareMixin):
    def __call__(self, request):
        response = self.get_response(request)
        response["X-Seen"] = "1"
        return response
