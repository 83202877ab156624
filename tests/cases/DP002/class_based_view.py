# oracle: none
# finds: 1
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from django.views import View

ROOT_URLCONF = "class_based_view"
WSGI_APPLICATION = "class_based_view.application"


class Index(View):
    async def get(self, request):
        return HttpResponse("ok")


urlpatterns = [path("", Index.as_view())]
application = get_wsgi_application()
