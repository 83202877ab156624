# oracle: limit
# flags: --unsafe-fixes
# call-timeout: 1
import subprocess


async def main():
    program = subprocess.Popen(["sh", "-c", "trap '' TERM; echo; exec 1>&-; while :; do sleep 1; done"], stdout=-1)
    program.stdout.readline()
    program.terminate()
    other = subprocess.Popen(["true"])
    other.kill()
    try:
        return program.wait(), other.wait(3)
    except subprocess.TimeoutExpired:
        program.kill()
        return program.wait()
# output
import subprocess


async def main():
    program = subprocess.Popen(["sh", "-c", "trap '' TERM; echo; exec 1>&-; while :; do sleep 1; done"], stdout=-1)
    program.stdout.readline()
    program.terminate()
    other = subprocess.Popen(["true"])
    other.kill()
    try:
        return program.wait(timeout=1), other.wait(3)
    except subprocess.TimeoutExpired:
        program.kill()
        return program.wait()
