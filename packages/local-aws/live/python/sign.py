"""Signs requests with botocore's own signers: one JSON object a line in, one out.

botocore reads the clock itself, so the clock stands at the time that a request names.
"""

import base64
import ctypes
import datetime
import email.utils
import json
import os
import re
import sys
import tempfile
import time
from types import SimpleNamespace

from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials

try:
    from awscrt import io
    from botocore.crt import auth as crt_auth
except ImportError:
    crt_auth = None

HEADER_OR_QUERY = {
    "v4": auth.SigV4Auth,
    "s3v4": auth.S3SigV4Auth,
    "v4-query": auth.SigV4QueryAuth,
    "s3v4-query": auth.S3SigV4QueryAuth,
}
CRT = {}
if crt_auth is not None:
    CRT = {
        "v4a": crt_auth.CrtSigV4AsymAuth,
        "s3v4a": crt_auth.CrtS3SigV4AsymAuth,
        "v4a-query": crt_auth.CrtSigV4AsymQueryAuth,
        "s3v4a-query": crt_auth.CrtS3SigV4AsymQueryAuth,
    }
OLD = {
    "s3": auth.HmacV1Auth,
    "s3-query": auth.HmacV1QueryAuth,
    "v2": auth.SigV2Auth,
    "v3": auth.SigV3Auth,
}


def main():
    for line in sys.stdin:
        print(json.dumps(sign(json.loads(line))))


def sign(row):
    stop_clock(row["time"] / 1000)
    request = AWSRequest(
        method=row["method"],
        url=row["url"],
        headers=row["headers"],
        data=data_of(row),
        auth_path=row.get("authPath"),
    )
    request.context.update(context_of(row))
    signer = signer_of(row)
    canonical = record_canonical(signer)
    try:
        signer.add_auth(request)
    except Exception as error:  # what it refuses is part of the answer
        return {"error": f"{type(error).__name__}: {error}"}
    if row["signer"] in CRT:
        canonical = [logged_canonical()]
    body = request.body
    return {
        "url": request.url,
        "headers": {name.lower(): value for name, value in request.headers.items()},
        "body": base64.b64encode(body).decode() if body else None,
        "canonical": canonical[0] if canonical else None,
    }


def stop_clock(seconds):
    now = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)

    def current_datetime(remove_tzinfo=True):
        return now.replace(tzinfo=None) if remove_tzinfo else now

    def formatdate(timeval=None, localtime=False, usegmt=False):
        return email.utils.formatdate(seconds if timeval is None else timeval, localtime, usegmt)

    auth.get_current_datetime = current_datetime
    auth.formatdate = formatdate
    auth.time = SimpleNamespace(
        time=lambda: seconds, gmtime=lambda: time.gmtime(seconds), strftime=time.strftime
    )
    if crt_auth is not None:
        crt_auth.get_current_datetime = current_datetime


def signer_of(row):
    keys = row["credentials"]
    credentials = ReadOnlyCredentials(
        keys["accessKeyId"], keys["secretAccessKey"], keys.get("sessionToken")
    )
    name = row["signer"]
    expires = {"expires": row["expiresIn"]} if name.endswith("-query") else {}
    if name in OLD:
        return OLD[name](credentials, **expires)
    return (HEADER_OR_QUERY | CRT)[name](credentials, row["service"], row["region"], **expires)


def data_of(row):
    """Query services hand their form over as a dict, all others bytes."""
    if row.get("form") is not None:
        return dict(row["form"])
    return base64.b64decode(row["body"]) if row.get("body") else b""


def context_of(row):
    given = row.get("context", {})
    context = {"has_streaming_input": given.get("streamingInput", False)}
    if given.get("unsignedPayload"):
        context["payload_signing_enabled"] = False
    if "payloadSigningEnabled" in given:
        s3 = {"payload_signing_enabled": given["payloadSigningEnabled"]}
        context["client_config"] = SimpleNamespace(s3=s3)
    if given.get("trailer"):
        context["checksum"] = {"request_algorithm": {"in": "trailer"}}
    elif "checksumHeader" in given:
        algorithm = {"in": "header", "name": given["checksumHeader"]}
        context["checksum"] = {"request_algorithm": algorithm}
    return context


def record_canonical(signer):
    """Remembers what the signer signs, where it has a method that says so."""
    recorded = []
    for name in ("canonical_request", "canonical_string"):
        method = getattr(signer, name, None)
        if method is not None:

            def record(*args, method=method, **kwargs):
                text = method(*args, **kwargs)
                recorded.append(text)
                return text

            setattr(signer, name, record)
    return recorded


def logged_canonical():
    """What awscrt signs stands in its log only, which a thread of its own writes, into a buffer of C's."""
    global log_read
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        ctypes.CDLL(None).fflush(None)
        with open(log, "rb") as file:
            file.seek(log_read)
            found = CANONICAL.search(file.read())
        if found is not None:
            log_read += found.end()
            return found.group(1).decode()
        time.sleep(0.001)
    raise TimeoutError("awscrt did not log what it signed")


CANONICAL = re.compile(
    rb"built canonical request for algorithm \w+, with contents \n(.*?)\n\n\[[A-Z]+\] \[\d", re.DOTALL
)
log_read = 0
with tempfile.TemporaryDirectory() as folder:
    log = os.path.join(folder, "awscrt.log")
    if crt_auth is not None:
        io.init_logging(io.LogLevel.Info, log)
    main()
