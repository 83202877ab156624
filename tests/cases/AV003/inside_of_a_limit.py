# oracle: none
# flags: --unsafe-fixes
# python: 3.11
import asyncio


async def main(host):
    async with asyncio.timeout(3):
        reader, writer = await asyncio.open_connection(host, 80)
    await asyncio.wait_for(asyncio.open_connection(host, 80), 3)
    return reader, writer
