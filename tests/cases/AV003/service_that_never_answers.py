# flags: --unsafe-fixes
# oracle: limit
import os
from urllib.request import urlopen


def main():
    try:
        return urlopen(f"{os.environ['SERVICE']}/hang").status
    except TimeoutError:
        return "too late"
# output
import os
from urllib.request import urlopen


def main():
    try:
        return urlopen(f"{os.environ['SERVICE']}/hang", timeout=30).status
    except TimeoutError:
        return "too late"
