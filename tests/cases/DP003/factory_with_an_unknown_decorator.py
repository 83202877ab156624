# oracle: none
from elsewhere import hybrid
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "factory_with_an_unknown_decorator"
MIDDLEWARE = [
    "factory_with_an_unknown_decorator.timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


@hybrid
def timing(get_response):
    def middleware(request):
        response = get_response(request)
        response["X-Seen"] = "1"
        return response

    return middleware
