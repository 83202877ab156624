# oracle: none
from channels.exceptions import StopConsumer


class FakeConsumer:
    """Stands in for a consumer where none is needed."""

    def __init__(self):
        self.seen = []

    async def websocket_disconnect(self, message):
        raise StopConsumer()

    async def dispatch(self, message):
        self.seen.append(message)
        try:
            await self.websocket_disconnect(message)
        except StopConsumer:
            pass
