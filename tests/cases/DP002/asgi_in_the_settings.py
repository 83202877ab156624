# oracle: none
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "asgi_in_the_settings"
ASGI_APPLICATION = "elsewhere.application"
WSGI_APPLICATION = "asgi_in_the_settings.application"


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
application = get_wsgi_application()
