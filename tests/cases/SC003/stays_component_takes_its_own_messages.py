from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.components = {}

    async def dispatch(self, message):
        namespace = message["type"].split(".")[0]
        component = self.components.get(namespace)
        if component:
            if hasattr(component, "dispatch_event"):
                return await component.dispatch_event(message)
        else:
            return await super().dispatch(message)
