# oracle: none
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "view_without_a_deployment"


async def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
