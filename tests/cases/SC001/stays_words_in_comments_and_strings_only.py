"""How not to write it:

    class Consumer(AsyncWebsocketConsumer):
        async def dispatch(self, message):
            try:
                await super().dispatch(message)
            except Exception:
                pass  # StopConsumer is lost
"""

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    # try: await super().dispatch(message) except Exception: pass
    example = "try:\n    await super().dispatch(message)\nexcept Exception:\n    pass\n"
