from channels import exceptions as errors
from channels.consumer import AsyncConsumer as Base


class Consumer(Base):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        """Say good-bye."""

        # nobody listens any more
        self.closed = True
# output
from channels import exceptions as errors
from channels.consumer import AsyncConsumer as Base


class Consumer(Base):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        """Say good-bye."""

        # nobody listens any more
        self.closed = True
        raise errors.StopConsumer()
