# oracle: none
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "name_that_is_worked_out"
MIDDLEWARE = []


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


MIDDLEWARE += [f"{__name__}.timing"]


def timing(get_response):
    def middleware(request):
        response = get_response(request)
        response["X-Seen"] = "1"
        return response

    return middleware
