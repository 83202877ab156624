# oracle: none
# flags: --unsafe-fixes
import ftplib
import socket
import subprocess
from urllib.request import urlopen

import httpx
import requests


def main(url, limit):
    requests.get(url, timeout=limit)
    requests.Session().get(url, timeout=(3, 10))
    urlopen(url, None, 3)
    httpx.get(url)
    subprocess.run(["true"], timeout=5, check=True)
    socket.create_connection(("localhost", 1), 5)
    return ftplib.FTP("localhost", "", "", "", 5)
