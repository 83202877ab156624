# oracle: none
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from django.views import View

ROOT_URLCONF = "handlers_of_both_kinds"
WSGI_APPLICATION = "handlers_of_both_kinds.application"


class Index(View):
    async def get(self, request):
        return HttpResponse("ok")

    def post(self, request):
        return HttpResponse("ok")


urlpatterns = [path("", Index.as_view())]
application = get_wsgi_application()
