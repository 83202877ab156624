# oracle: none
# finds: 1
from django.utils.deprecation import MiddlewareMixin
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "class_that_says_it_is_synchronous"
MIDDLEWARE = [
    "class_that_says_it_is_synchronous.Timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


class Timing(MiddlewareMixin):
    async_capable = False

    def process_request(self, request):
        request.seen = True
