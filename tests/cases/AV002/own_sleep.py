# oracle: none
import asyncio


class time:
    @staticmethod
    async def sleep(seconds):
        await asyncio.sleep(seconds)


async def main(requests):
    await time.sleep(1)
    time.sleep(1)
    return requests.get("/")
