# oracle: http
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def http_request(self, event):
        try:
            await self.send({"type": "http.response.start", "status": 200, "headers": []})
            await self.send({"type": "http.response.body", "body": b"ok"})
        except Exception:
            logger.exception("no answer")
        raise StopConsumer()
