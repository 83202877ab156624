# oracle: none
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "synchronous_views"
MIDDLEWARE = [
    "synchronous_views.timing",
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
