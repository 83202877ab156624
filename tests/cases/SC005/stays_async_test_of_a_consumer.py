# oracle: none
import unittest

from channels.exceptions import StopConsumer


class ConsumerTest(unittest.IsolatedAsyncioTestCase):
    async def disconnect(self, consumer):
        with self.assertRaises(StopConsumer):
            try:
                await consumer.disconnect(1000)
            finally:
                raise StopConsumer()
