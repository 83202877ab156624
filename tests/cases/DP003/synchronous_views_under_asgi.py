# oracle: none
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "synchronous_views_under_asgi"
ASGI_APPLICATION = "synchronous_views_under_asgi.application"
MIDDLEWARE = [
    "synchronous_views_under_asgi.timing",
]


def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


def timing(get_response):
    def middleware(request):
        response = get_response(request)
        response["X-Seen"] = "1"
        return response

    return middleware
