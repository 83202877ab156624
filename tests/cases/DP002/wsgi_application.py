# oracle: none
# finds: 1
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "wsgi_application"
WSGI_APPLICATION = "wsgi_application.application"


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
application = get_wsgi_application()
