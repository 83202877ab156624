# flags: --unsafe-fixes
# oracle: limit
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
            timeout=30,
        )
    except subprocess.TimeoutExpired as error:
        return error.cmd
