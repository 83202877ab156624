# oracle: none
# flags: --unsafe-fixes
from urllib.request import urlopen

import requests

OPTIONS = {"timeout": 3}


def main(url, arguments, **options):
    requests.get(url, **OPTIONS)
    requests.post(url, **options)
    return urlopen(url, *arguments)
