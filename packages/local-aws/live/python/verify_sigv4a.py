"""Verifies SigV4a signatures: one JSON object a line in, one out.

The key is derived here once more, from the description of the scheme, and checked by the `cryptography` package: nothing
is shared with either of the signers.
"""

import hmac
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
LABEL = b"AWS4-ECDSA-P256-SHA256"


def main():
    for line in sys.stdin:
        print(json.dumps(verify(json.loads(line))))


def verify(row):
    key = public_key(row["accessKeyId"], row["secretAccessKey"])
    text = row["stringToSign"].encode()
    pem = key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return {
        "publicKey": pem.decode(),
        "verified": [is_valid(key, bytes.fromhex(hex), text) for hex in row["signatures"]],
    }


def public_key(access_key_id, secret_access_key):
    """NIST SP 800-108 in counter mode with one block of 256 bits, then FIPS 186-4, B.4.2."""
    for counter in range(1, 255):
        context = access_key_id.encode() + bytes([counter])
        block = (1).to_bytes(4, "big") + LABEL + b"\0" + context + (256).to_bytes(4, "big")
        digest = hmac.digest(b"AWS4A" + secret_access_key.encode(), block, "sha256")
        candidate = int.from_bytes(digest, "big")
        if candidate <= ORDER - 2:
            return ec.derive_private_key(candidate + 1, ec.SECP256R1()).public_key()
    raise ValueError("no key can be derived")


def is_valid(key, signature, text):
    try:
        key.verify(signature, text, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


main()
