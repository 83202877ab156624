# oracle: none
# flags: --unsafe-fixes
import redis

CLIENT = redis.Redis()


async def main():
    return [key for key in CLIENT.scan_iter("x")]
