# oracle: none
from django.http import HttpResponse
from django.urls import path

WSGI_APPLICATION = "asynchronous_views_under_wsgi.application"
ROOT_URLCONF = "asynchronous_views_under_wsgi"
MIDDLEWARE = [
    "asynchronous_views_under_wsgi.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
