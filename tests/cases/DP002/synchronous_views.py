# oracle: none
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "synchronous_views"
WSGI_APPLICATION = "synchronous_views.application"


def index(request):
    return HttpResponse("ok")


urlpatterns = [path("", index)]
application = get_wsgi_application()
