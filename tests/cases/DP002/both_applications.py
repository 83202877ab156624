# oracle: none
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "both_applications"
WSGI_APPLICATION = "both_applications.application"


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
asgi = get_asgi_application()
application = get_wsgi_application()
