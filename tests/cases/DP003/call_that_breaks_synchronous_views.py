# oracle: none
# finds: 1
from django.utils.deprecation import MiddlewareMixin
from django.http import HttpResponse
from django.urls import path

ASGI_APPLICATION = "call_that_breaks_synchronous_views.application"
ROOT_URLCONF = "call_that_breaks_synchronous_views"
MIDDLEWARE = [
    "call_that_breaks_synchronous_views.Timing",
]


def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing(MiddlewareMixin):
    def __call__(self, request):
        response = self.get_response(request)
        response["X-Seen"] = "1"
        return response
