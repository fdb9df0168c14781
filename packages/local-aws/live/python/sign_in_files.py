"""Does with the files of sign-ins and roles what botocore does. A JSON object a line in, one out; HOME is given."""

import datetime
import json
import sys

from botocore.credentials import (
    AssumeRoleCredentialFetcher,
    LoginCredentialFetcher,
    SSOCredentialFetcher,
)
from botocore.tokens import SSOTokenProvider, _sso_json_dumps
from botocore.utils import (
    JSONFileCache,
    LoginTokenLoader,
    SSOTokenLoader,
    get_login_token_cache_directory,
)


class Session:
    """What SSOTokenProvider asks of a session."""

    def __init__(self, name, profile):
        self.full_config = {
            "profiles": {profile: {"sso_session": name}},
            "sso_sessions": {name: {"sso_start_url": "u", "sso_region": "eu-north-1"}},
        }
        self.profile = profile

    def get_config_variable(self, name):
        return self.profile


def write_sso_token(row):
    token = dict(row["token"])
    token["expiresAt"] = datetime.datetime.fromisoformat(token["expiresAt"])
    cache = JSONFileCache(SSOTokenProvider._SSO_TOKEN_CACHE_DIR, dumps_func=_sso_json_dumps)
    SSOTokenLoader(cache).save_token("u", token, session_name=row["session"])
    return {}


def read_sso_token(row):
    token = SSOTokenProvider(Session(row["session"], "dev")).load_token().get_frozen_token()
    cache = JSONFileCache(SSOTokenProvider._SSO_TOKEN_CACHE_DIR)
    kept = SSOTokenLoader(cache)("u", session_name=row["session"])
    return {"token": token.token, "expiration": token.expiration.isoformat(), "kept": kept}


def write_login(row):
    LoginTokenLoader(JSONFileCache(get_login_token_cache_directory())).save_token(row["session"], row["token"])
    return {}


def read_login(row):
    loader = LoginTokenLoader(JSONFileCache(get_login_token_cache_directory()))
    credentials = LoginCredentialFetcher(row["session"], loader, None).load_cached_credentials()
    return {"credentials": credentials, "kept": loader.load_token(row["session"])}


class Client:
    """A client of STS or SSO that answers, or says that it was asked though the cache has the credentials."""

    def __init__(self, answer):
        self.answer = answer

    def _call(self, **parameters):
        if self.answer is None:
            raise RuntimeError("asked for what the cache has")
        answer = json.loads(json.dumps(self.answer))
        if "Credentials" in answer:
            end = datetime.datetime.fromisoformat(answer["Credentials"]["Expiration"])
            answer["Credentials"]["Expiration"] = end
        return answer

    assume_role = get_role_credentials = _call

    class exceptions:
        class UnauthorizedException(Exception):
            pass


class Keys:
    def get_frozen_credentials(self):
        return self

    access_key = secret_key = token = "x"


def role(row):
    fetcher = AssumeRoleCredentialFetcher(
        lambda *_, **__: Client(row.get("answer")),
        Keys(),
        row["role"],
        extra_args=row["args"],
        cache=JSONFileCache(row["folder"]),
    )
    return fetcher.fetch_credentials()


def sso_role(row):
    def token_loader(start_url):
        return {"accessToken": "t", "expiresAt": "2100-01-01T00:00:00Z"}

    fetcher = SSOCredentialFetcher(
        row["start_url"],
        "eu-north-1",
        row["role"],
        row["account"],
        lambda *_, **__: Client(row.get("answer")),
        token_loader=token_loader,
        cache=JSONFileCache(row["folder"]),
    )
    return fetcher.fetch_credentials()


for line in sys.stdin:
    row = json.loads(line)
    print(json.dumps(globals()[row["do"]](row)))
