# oracle: none
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "daphne_is_installed"
INSTALLED_APPS = ["daphne", "django.contrib.auth"]
WSGI_APPLICATION = "daphne_is_installed.application"


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
application = get_wsgi_application()
