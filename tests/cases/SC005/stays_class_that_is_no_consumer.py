# oracle: none
from channels.exceptions import StopConsumer


class Session:
    async def disconnect(self, code):
        try:
            await self.leave()
        finally:
            raise StopConsumer()
