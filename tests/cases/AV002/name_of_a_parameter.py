# oracle: none
# flags: --unsafe-fixes
async def main(client, session):
    client.get("x")
    session.post("y")
    return client.recv(10)
