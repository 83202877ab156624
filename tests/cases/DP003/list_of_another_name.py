# oracle: none
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "list_of_another_name"
MIDDLEWARE = []


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


def timing(get_response):
    def middleware(request):
        response = get_response(request)
        response["X-Seen"] = "1"
        return response

    return middleware


OTHER_MIDDLEWARES = ["list_of_another_name.timing"]
