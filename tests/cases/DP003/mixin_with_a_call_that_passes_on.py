# oracle: none
from django.utils.deprecation import MiddlewareMixin
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "mixin_with_a_call_that_passes_on"
MIDDLEWARE = [
    "mixin_with_a_call_that_passes_on.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing(MiddlewareMixin):
    def __call__(self, request):
        request.seen = True
        return super().__call__(request)
