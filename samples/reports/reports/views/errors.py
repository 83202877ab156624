import time

from django.http import HttpResponseNotFound


def not_found(request, exception):
    # Who guesses addresses has to wait.
    time.sleep(0.2)
    return HttpResponseNotFound("There is no such page.")
