# oracle: none
import asyncio
import time


async def main():
    time.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
