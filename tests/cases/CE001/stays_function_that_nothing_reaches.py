# oracle: none
import asyncio


async def fetch(client, url):
    while True:
        try:
            return await client.get(url)
        except BaseException:
            await asyncio.sleep(1)


async def main(client):
    try:
        await fetch(client, "https://example.org")
    except asyncio.CancelledError:
        print("interrupted")


if __name__ == "__main__":
    asyncio.run(main(None))
