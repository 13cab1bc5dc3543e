"""Signs what schemathesis makes up, as devices that the hub let in: so it reaches what stands behind the signature.

Every request goes as a desk, a lead or a trainer by turns, and one of eight goes as it is. The environment names the hub's
address (HUB_URL) and a file with one `enrol-code --json` a line, for a desk, a lead and a trainer (HUB_CODES).
"""

import base64
import hashlib
import hmac
import itertools
import json
import os
import secrets
import time
import urllib.request

import schemathesis
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, x25519

URL = os.environ["HUB_URL"]
RAW = serialization.Encoding.Raw, serialization.PublicFormat.Raw


def ask(path, body=None):
    request = urllib.request.Request(URL + path, data=body, method="GET" if body is None else "POST")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def root(letters):
    """What stands for a code: made slowly where the letters are few."""
    if len(letters) >= 32:
        return letters
    return hashlib.scrypt(letters.encode(), salt=b"tiepsuc enrol 1", n=1 << 14, r=8, p=1, dklen=32, maxmem=1 << 26).hex()


class Device:
    def __init__(self, letters):
        self.key = ed25519.Ed25519PrivateKey.generate()
        self.public = self.key.public_key().public_bytes(*RAW)
        self.id = sha256(self.public)[:32]
        nonce = secrets.token_hex(16)
        secret = hashlib.sha256(f"tiepsuc enrol secret {root(letters)}".encode()).digest()
        words = f"tiepsuc enrol 1 device {self.public.hex()} {nonce}"
        wish = {
            "lookup": sha256(f"tiepsuc enrol lookup {root(letters)}".encode()),
            "proof": hmac.new(secret, words.encode(), "sha256").hexdigest(),
            "nonce": nonce,
            "clock": int(time.time() * 1000),
            "sealingKey": x25519.X25519PrivateKey.generate().public_key().public_bytes(*RAW).hex(),
        }
        ask("/v1/enrol", json.dumps(self.envelope(json.dumps(wish).encode())).encode())

    def envelope(self, payload):
        kind = "application/vnd.tiepsuc.enrol-request+json"
        signed = f"DSSEv1 {len(kind)} {kind} {len(payload)} ".encode() + payload
        signature = base64.b64encode(self.key.sign(signed)).decode()
        return {
            "payloadType": kind,
            "payload": base64.b64encode(payload).decode(),
            "signatures": [{"keyid": self.public.hex(), "sig": signature}],
        }

    def authorization(self, method, path, body):
        now, nonce = int(time.time() * 1000), secrets.token_hex(16)
        message = f"tiepsuc request 1\n{HUB}\n{method} {path}\n{sha256(body)}\n{self.id} {now} {now} {nonce}"
        signature = base64.b64encode(self.key.sign(message.encode())).decode()
        return f"TiepSuc-1 {self.id}.{now}.{now}.{nonce}.{signature}"


HUB = ask("/v1/hub")["hub"]
with open(os.environ["HUB_CODES"]) as lines:
    DEVICES = [Device(json.loads(line)["code"]) for line in lines]
TURNS = itertools.cycle(DEVICES * 2 + [None] + DEVICES[:1])


class Signing:
    """The last word on a request before it leaves: only then its path and body are what the hub will see."""

    def __call__(self, request):
        device = next(TURNS)
        if device is not None:
            body = request.body or b""
            body = body.encode() if isinstance(body, str) else bytes(body)
            request.headers["authorization"] = device.authorization(request.method, request.path_url, body)
        return request


@schemathesis.serializer("application/vnd.tiepsuc.batch")
def batch(context, value):
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def before_call(context, case, kwargs):
    kwargs["auth"] = Signing()
