# oracle: view
# django: 4.1
# flags: --unsafe-fixes
import time

from django.db import models
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path


class Question(models.Model):
    text = models.CharField(max_length=20)


def events():
    for _ in range(2):
        time.sleep(0.3)
        yield f"data: {Question.objects.count()}\n\n"


def stream(request):
    return StreamingHttpResponse(events(), content_type="text/event-stream")


def ask(request):
    question = Question(text="why")
    time.sleep(0.3)
    question.save()
    return HttpResponse("asked")


def pause(request):
    time.sleep(0.3)
    return HttpResponse("on")


urlpatterns = [path("stream/", stream), path("ask/", ask), path("pause/", pause)]
REQUESTS = ["/stream/", ("POST", "/ask/", {}), "/pause/"]
