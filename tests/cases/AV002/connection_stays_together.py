# oracle: none
# flags: --unsafe-fixes
import smtplib


async def main(sender, receiver, text):
    server = smtplib.SMTP("localhost", timeout=5)
    server.sendmail(sender, [receiver], text)
    server.quit()


async def other(sender, receiver, text):
    with smtplib.SMTP("localhost", timeout=5) as server:
        server.sendmail(sender, [receiver], text)
