# oracle: none
# flags: --unsafe-fixes
import socket
import urllib.request

socket.setdefaulttimeout(10)


def main(url):
    return urllib.request.urlopen(url)
