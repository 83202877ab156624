# oracle: view
# django: 5.2
import subprocess
import sys

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/ping/?host=a", "/ping/"]


def ping(request):
    host = request.GET.get("host")
    if not host:
        return JsonResponse({"error": "host missing"}, status=400)
    proc = subprocess.Popen(
        [sys.executable, "-c", "import sys, time; time.sleep(.3); print('pong', sys.argv[1]); sys.exit(1)", host],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    out, err = proc.communicate()
    return JsonResponse({"code": proc.returncode, "out": out.decode(), "err": err.decode()})


urlpatterns = [path("ping/", ping)]
# would break
import asyncio
import subprocess
import sys

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/ping/?host=a", "/ping/"]


async def ping(request):
    host = request.GET.get("host")
    if not host:
        return JsonResponse({"error": "host missing"}, status=400)
    proc = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import sys, time; time.sleep(.3); print('pong', sys.argv[1]); sys.exit(1)", host,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    out, err = await proc.communicate()
    return JsonResponse({"code": proc.returncode, "out": out.decode(), "err": err.decode()})


urlpatterns = [path("ping/", ping)]
