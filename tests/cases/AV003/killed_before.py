# oracle: none
# flags: --unsafe-fixes
import asyncio
import contextlib
import subprocess


def main():
    program = subprocess.Popen(["sleep", "60"], stdout=subprocess.PIPE)
    try:
        return program.communicate(timeout=1)
    except subprocess.TimeoutExpired:
        program.kill()
        return program.communicate()


class Runner:
    def stop(self):
        program = subprocess.Popen(["sleep", "60"])
        with contextlib.suppress(ProcessLookupError):
            program.kill()
        if program.stdout:
            program.stdout.close()
        while True:
            return program.wait()


async def awaited():
    program = await asyncio.create_subprocess_exec("sleep", "60")
    try:
        await asyncio.wait_for(program.wait(), 1)
    except TimeoutError:
        program.kill()
        await program.wait()
