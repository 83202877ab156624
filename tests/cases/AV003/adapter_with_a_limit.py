# oracle: none
# flags: --unsafe-fixes
import requests

from shop.adapters import TimeoutAdapter


def main(url):
    session = requests.Session()
    session.mount("https://", TimeoutAdapter(3))
    return session.get(url)
