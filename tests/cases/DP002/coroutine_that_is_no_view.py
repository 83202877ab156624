# oracle: none
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

ROOT_URLCONF = "coroutine_that_is_no_view"
WSGI_APPLICATION = "coroutine_that_is_no_view.application"


async def index(request):
    return HttpResponse("ok")


urlpatterns = []
application = get_wsgi_application()
