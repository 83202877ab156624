# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import subprocess

from django.http import HttpResponse
from django.urls import path

OPTIONS = {"stdout": subprocess.PIPE, "start_new_session": True}


def report(request):
    with subprocess.Popen(["sh", "-c", "sleep 0.4; echo a"], **OPTIONS) as proc:
        output, _ = proc.communicate()
    return HttpResponse(output)


urlpatterns = [path("", report)]
# would break
import subprocess

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path

OPTIONS = {"stdout": subprocess.PIPE, "start_new_session": True}


async def report(request):
    with subprocess.Popen(["sh", "-c", "sleep 0.4; echo a"], **OPTIONS, start_new_session=True) as proc:
        output, _ = await sync_to_async(proc.communicate)()
    return HttpResponse(output)


urlpatterns = [path("", report)]
