# oracle: none
# flags: --unsafe-fixes
import httpx
import redis.asyncio as redis
from openai import AsyncOpenAI


async def main(url):
    async with httpx.AsyncClient() as client:
        await client.get(url)
    store = redis.Redis()
    await store.get("x")
    return await AsyncOpenAI().models.list()
