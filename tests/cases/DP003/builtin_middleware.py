# oracle: none
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "builtin_middleware"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "corsheaders.middleware.CorsMiddleware",
]


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
