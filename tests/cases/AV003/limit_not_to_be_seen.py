# oracle: none
# flags: --unsafe-fixes
from urllib.request import urlopen

import httpx
import requests

OPTIONS = {"timeout": 3}


def main(url, arguments, **options):
    requests.get(url, **OPTIONS)
    requests.post(url, **options)
    return urlopen(url, *arguments)


async def call(url, **options):
    async with httpx.AsyncClient(timeout=None) as client:
        await client.get(url, timeout=3)
        return await client.post(url, **options)
