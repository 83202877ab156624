# oracle: none
import asyncio

from celery import shared_task


async def crawl(url):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        return None


@shared_task
def crawl_all(urls):
    return [asyncio.run(crawl(url)) for url in urls]
