# oracle: none
class Socket:
    async def websocket_connect(self, event):
        print("connected")

    async def websocket_disconnect(self, event):
        print("left")
