# oracle: none
# flags: --unsafe-fixes
import time

import requests


def main():
    time.sleep(1)
    return requests.get("http://localhost", timeout=3)
