# oracle: none
# flags: --unsafe-fixes
import requests

RATES = requests.get("http://localhost/rates").json()
