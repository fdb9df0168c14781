"""Calls a function of Lambda's with the credentials that an environment leads to, as botocore does. A JSON object a line
in: name, environment, profile; one out: how the call went. HOME is given."""

import json
import os
import sys

import botocore.session
from botocore.exceptions import BotoCoreError, ClientError


def call(row):
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(row["environment"])
    session = botocore.session.Session(profile=row.get("profile"))
    try:
        session.create_client("lambda").get_function_configuration(FunctionName=row["name"])
    except (BotoCoreError, ClientError) as error:
        return {"error": f"{type(error).__name__}: {error}"}
    return {}


for line in sys.stdin:
    print(json.dumps(call(json.loads(line))), flush=True)
