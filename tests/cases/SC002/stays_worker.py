# oracle: none
from channels.consumer import AsyncConsumer, SyncConsumer


class ThumbnailWorker(SyncConsumer):
    def thumbnail_generate(self, message):
        print("generating", message["id"])

    def thumbnail_delete(self, message):
        print("deleting", message["id"])


class MailWorker(AsyncConsumer):
    async def mail_send(self, message):
        print("sending", message["to"])
