# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path


def slow(request):  # channels-fix: ignore[AV001] measured, it stays
    time.sleep(0.2)
    return HttpResponse("done")


urlpatterns = [path("", slow)]
