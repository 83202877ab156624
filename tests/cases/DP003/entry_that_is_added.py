# oracle: none
# finds: 1
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "entry_that_is_added"
MIDDLEWARE = []


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


MIDDLEWARE += ["entry_that_is_added.timing"]


def timing(get_response):
    def middleware(request):
        response = get_response(request)
        response["X-Seen"] = "1"
        return response

    return middleware
