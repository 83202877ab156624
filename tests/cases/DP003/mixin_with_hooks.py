# oracle: none
from django.utils.deprecation import MiddlewareMixin
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "mixin_with_hooks"
MIDDLEWARE = [
    "mixin_with_hooks.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing(MiddlewareMixin):
    def process_request(self, request):
        request.seen = True

    def process_response(self, request, response):
        response["X-Seen"] = "1"
        return response
