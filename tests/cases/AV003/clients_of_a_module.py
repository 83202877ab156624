# flags: --unsafe-fixes
# oracle: limit
# call-timeout: 1
import os

import httpx

CLIENT = httpx.Client(timeout=None)
OTHER = httpx.Client()


class Shop:
    client = httpx.Client(follow_redirects=True, timeout=None)


def main():
    try:
        Shop.client.get(os.environ["SERVICE"] + "/hang")
    except httpx.ReadTimeout:
        return "limit"
# output
import os

import httpx

CLIENT = httpx.Client(timeout=1)
OTHER = httpx.Client()


class Shop:
    client = httpx.Client(follow_redirects=True, timeout=1)


def main():
    try:
        Shop.client.get(os.environ["SERVICE"] + "/hang")
    except httpx.ReadTimeout:
        return "limit"
