# flags: --unsafe-fixes
# oracle: limit
# call-timeout: 1
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
        return urlopen(f"{os.environ['SERVICE']}/hang", timeout=1).status
    except TimeoutError:
        return "too late"
