"""Clients of botocore that are as the golden rows' are: keys, clock, ids, JSON, and a wire that goes nowhere."""

import base64
import datetime
import io
import json
import os
import re
import sys
import uuid

for name in [name for name in os.environ if name.startswith("AWS_")]:
    del os.environ[name]
os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
# The golden rows know no awscrt, which signs with SigV4a where it can and trims headers.
os.environ["BOTO_DISABLE_CRT"] = "true"

import botocore.auth
import botocore.serialize
import botocore.session
import botocore.signers
from botocore import UNSIGNED
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.tokens import FrozenAuthToken
from urllib3.response import HTTPResponse

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)


def current_datetime(remove_tzinfo=True):
    return NOW.replace(tzinfo=None) if remove_tzinfo else NOW


for module in list(sys.modules.values()):
    if module.__name__.startswith("botocore") and hasattr(module, "get_current_datetime"):
        module.get_current_datetime = current_datetime
uuid.uuid4 = lambda: uuid.UUID("00000000-0000-4000-8000-000000000000")


class CompactJson:
    """JSON as `JSON.stringify` writes it; the inputs here hold no number that it would write otherwise."""

    @staticmethod
    def dumps(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


botocore.serialize.json = CompactJson


class BearerToken:
    def get_frozen_token(self):
        return FrozenAuthToken("BEARERTOKENEXAMPLE")


session = botocore.session.Session()
session.get_auth_token = lambda **_: BearerToken()


def make_client(service, settings):
    """A client with a row's settings."""
    config = {"retries": {"total_max_attempts": 1}}
    arguments = {
        "region_name": "us-east-1",
        "aws_access_key_id": "AKIDEXAMPLE",
        "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    }
    for name, value in settings.items():
        if name == "sessionToken":
            arguments["aws_session_token"] = "SESSIONTOKENEXAMPLE//////////0123456789+/="
        elif name in ARGUMENTS:
            arguments[ARGUMENTS[name]] = value
        else:
            value = dict(value) if name == "s3" else UNSIGNED if value == "none" else value
            config[CONFIG.get(name) or re.sub("[A-Z]", lambda capital: "_" + capital[0].lower(), name)] = value
    return session.create_client(service, config=Config(**config), **arguments)


ARGUMENTS = {
    "accountId": "aws_account_id",
    "endpointUrl": "endpoint_url",
    "region": "region_name",
    "useSsl": "use_ssl",
}
CONFIG = {"useFips": "use_fips_endpoint", "useDualstack": "use_dualstack_endpoint"}


class RequestKnown(Exception):
    """Ends a call for which no answer is ready."""


class Wire:
    """Takes the requests of a client, and answers them with (status, headers, body)."""

    def __init__(self, client):
        self.client = client
        self.methods = {name: method for method, name in client.meta.method_to_api_mapping.items()}
        self.requests = []
        self.answer = None
        client.meta.events.register("before-send.*", self._take)

    def call(self, operation, params, answer=None):
        self.requests.clear()
        self.answer = answer
        return getattr(self.client, self.methods[operation])(**params)

    def _take(self, request, **_):
        self.requests.append(request_of(request))
        if self.answer is None:
            raise RequestKnown
        status, headers, body = self.answer
        raw = HTTPResponse(io.BytesIO(body), headers, status, preload_content=False)
        return AWSResponse(request.url, status, raw.headers, raw)


def request_of(request):
    """A request as rows record it."""
    body = request.body or b""
    body = body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else bytes(body.read())
    headers = {
        name: value.decode() if isinstance(value, bytes) else value
        for name, value in request.headers.items()
        if name.lower() not in NOT_RECORDED
    }
    return {"method": request.method, "url": request.url, "headers": headers, **body_of(body)}


NOT_RECORDED = {"user-agent", "amz-sdk-invocation-id", "amz-sdk-request", "x-amzn-trace-id", "host"}


def body_of(body):
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"bodyBase64": base64.b64encode(body).decode()}
