# oracle: http
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    body = b""

    async def http_request(self, message):
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        await self.send({"type": "http.response.start", "status": 200, "headers": []})
        await self.send({"type": "http.response.body", "body": self.body})
        raise StopConsumer()
