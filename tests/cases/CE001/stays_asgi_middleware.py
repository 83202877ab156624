# oracle: none
import asyncio


class LogErrors:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        try:
            return await self.app(scope, receive, send)
        except asyncio.CancelledError:
            print("cancelled", scope["path"])
        except BaseException as error:
            print("failed", error)
