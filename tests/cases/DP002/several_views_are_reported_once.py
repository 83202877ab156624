# oracle: none
# finds: 1
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "several_views_are_reported_once"
WSGI_APPLICATION = "several_views_are_reported_once.application"


async def index(request):
    return HttpResponse("ok")


async def other(request):
    return HttpResponse("ok")


urlpatterns = [path("", index), path("other/", other)]
application = get_wsgi_application()
