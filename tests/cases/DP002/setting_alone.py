# oracle: none
# finds: 1
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "setting_alone"
WSGI_APPLICATION = "setting_alone.application"


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
