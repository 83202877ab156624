# oracle: none
# flags: --unsafe-fixes
import subprocess


def main():
    return subprocess.Popen(["sleep", "1"])
