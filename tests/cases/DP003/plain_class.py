# oracle: none
# finds: 1
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "plain_class"
MIDDLEWARE = [
    "plain_class.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
