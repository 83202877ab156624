# oracle: none
# flags: --unsafe-fixes
import redis


def main():
    return redis.Redis(host="localhost").blpop("jobs")
