# oracle: none
# flags: --unsafe-fixes
class requests:
    @staticmethod
    def get(url):
        return url


def main(subprocess, session):
    subprocess.run(["x"])
    session.get("/")
    return requests.get("/")
