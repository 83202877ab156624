"""What a module gets to wait for programs that its functions have started, and to end them on cancellation."""

from __future__ import annotations

WAIT_NAME = "_wait_for_process"
WAIT_SOURCES = ("asyncio", "concurrent.futures", "os", "signal")
# A pool that threads share has few of them, and a cancelled `sync_to_async` waits for its thread. A program that is
# not the first of its group is killed alone. The thread reads from descriptors that must not be closed meanwhile; it
# comes to its end at once, unless something that left the group still writes.
WAIT = '''\
async def {name}(wait, *args, **options):
    """Call a method of a process that waits for it, in a thread; its programs are killed on cancellation."""
    process, pool = wait.__self__, {futures}.ThreadPoolExecutor(1)
    waiting = {asyncio}.get_running_loop().run_in_executor(pool, lambda: wait(*args, **options))
    try:
        return await {asyncio}.shield(waiting)
    except {asyncio}.CancelledError:
        if process.poll() is None:
            try:
                {os}.killpg(process.pid, {signal}.SIGKILL)
            except ProcessLookupError:
                process.kill()
        await {asyncio}.wait([waiting], timeout=1)
        raise
    finally:
        pool.shutdown(wait=False)
'''

BLOCK_NAME = "_managed_process"
BLOCK_SOURCES = ("asyncio", "concurrent.futures", "contextlib", "os", "signal")
# To leave `with process` is to wait for its end. A generator that nobody goes on with is closed.
BLOCK = '''\
@{contextlib}.asynccontextmanager
async def {name}(process):
    """Do what `with process` does, and wait in a thread; its programs are killed on cancellation."""
    pool = {futures}.ThreadPoolExecutor(1)
    try:
        yield process
    except ({asyncio}.CancelledError, GeneratorExit):
        if process.poll() is None:
            try:
                {os}.killpg(process.pid, {signal}.SIGKILL)
            except ProcessLookupError:
                process.kill()
        raise
    finally:
        await {asyncio}.get_running_loop().run_in_executor(pool, process.__exit__, None, None, None)
        pool.shutdown(wait=False)
'''

CALL_NAME = "_call_in_thread"
CALL_SOURCES = ("asyncio", "concurrent.futures")
CALL = '''\
async def {name}(call, *args, **options):
    """Make a call in a thread of its own."""
    pool = {futures}.ThreadPoolExecutor(1)
    try:
        return await {asyncio}.get_running_loop().run_in_executor(pool, lambda: call(*args, **options))
    finally:
        pool.shutdown(wait=False)
'''

LINES_NAME = "_lines_of"
LINES_SOURCES = ("asyncio", "concurrent.futures")
LINES = '''\
async def {name}(file):
    """Yield the lines of a file, which a thread reads."""
    pool = {futures}.ThreadPoolExecutor(1)
    try:
        while line := await {asyncio}.get_running_loop().run_in_executor(pool, file.readline):
            yield line
    finally:
        pool.shutdown(wait=False)
'''
