# oracle: none
# flags: --unsafe-fixes
import asyncio

import requests


async def main():
    return requests.get("http://localhost/")


if __name__ == "__main__":
    asyncio.run(main())
