# flags: --unsafe-fixes
# oracle: limit
# call-timeout: 1
import subprocess


async def main():
    try:
        subprocess.run(
            ["sleep", "60"],
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        return error.cmd
# output
import subprocess


async def main():
    try:
        subprocess.run(
            ["sleep", "60"],
            check=True,
            timeout=1,
        )
    except subprocess.TimeoutExpired as error:
        return error.cmd
