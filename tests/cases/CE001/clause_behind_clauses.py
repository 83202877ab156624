# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except ValueError:
            print("value")
        except (KeyError, IndexError):
            print("key")
        except (OSError, asyncio.CancelledError, EOFError):
            print("other")
        else:
            print("fine")
        finally:
            print("end")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except ValueError:
            print("value")
        except (KeyError, IndexError):
            print("key")
        except asyncio.CancelledError:
            print("other")
            raise
        except (OSError, EOFError):
            print("other")
        else:
            print("fine")
        finally:
            print("end")
