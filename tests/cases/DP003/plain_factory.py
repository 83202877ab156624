# oracle: none
# finds: 1
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "plain_factory"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "plain_factory.timing",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]


def timing(get_response):
    def middleware(request):
        response = get_response(request)
        response["X-Seen"] = "1"
        return response

    return middleware
