# oracle: none
import asyncio

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *args, **options):
        asyncio.run(self.listen())

    async def listen(self):
        while True:
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("interrupted")
            except BaseException as error:
                print(error)
