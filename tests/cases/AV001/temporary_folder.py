# oracle: view
# django: 5.0
import os
import shutil
import tempfile
import time

from django.http import HttpResponse
from django.urls import path


def report(request):
    folder = tempfile.mkdtemp(dir=".")
    time.sleep(0.3)
    count = len(os.listdir(folder))
    shutil.rmtree(folder)
    return HttpResponse(count)


urlpatterns = [path("", report)]
