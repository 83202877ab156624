"""What takes long: the steps of a build, and asking the cluster."""
import asyncio
import logging

logger = logging.getLogger(__name__)


async def run(build):
    """Stands for the compiler: takes as many seconds as the build says."""
    await asyncio.sleep(build["seconds"])


async def ask_the_cluster():
    await asyncio.sleep(0.2)


async def persistently(step, build):
    """Run a step until it has worked."""
    while True:
        try:
            return await step(build)
        except (OSError, asyncio.CancelledError):
            logger.warning("%s failed, once more", step.__name__)
            await asyncio.sleep(0.2)


async def measured(step, build):
    """Run a step and log how long it took."""
    started = asyncio.get_running_loop().time()
    try:
        return await step(build)
    except BaseException as exc:
        logger.warning("%s did not end well: %r", step.__name__, exc)
        raise
    finally:
        logger.info("%s took %.1f s", step.__name__, asyncio.get_running_loop().time() - started)
