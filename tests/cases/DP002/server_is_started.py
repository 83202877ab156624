# oracle: none
import uvicorn
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "server_is_started"
WSGI_APPLICATION = "server_is_started.application"


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
application = get_wsgi_application()
uvicorn.run("x:application")
