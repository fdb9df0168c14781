"""Writes rows like the golden ones, of random calls that botocore makes: write_rows.py FOLDER SEED SERVICES PER_SERVICE

Requests with random inputs and settings, random answers, random errors. What botocore itself stumbles over is left out.
"""

import json
import os
import sys

# First: it says in what environment botocore is imported.
from botocore_client import RequestKnown, Wire, body_of, make_client, session

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from answers import any_answer
from errors import any_error
from values import Chance, any_input, encode

REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2", "cn-north-1", "us-gov-west-1", "eu-isoe-west-1", "eusc-de-east-1"]
ENDPOINTS = ["http://localhost:4566", "https://custom.example.com:8443/base/path", "https://example.com/a%20b/?key=1"]


def main(folder, seed, services, per_service):
    names = session.get_available_services()
    chance = Chance(seed)
    # These ask for an endpoint first, send events, or have no HTTP of their own.
    unusual = {"lexv2-runtime", "qbusiness", "timestream-query", "timestream-write"}
    chosen = chance.sample([name for name in names if name not in unusual], int(services))
    for service in sorted({*chosen, *ALWAYS}):
        write_service(folder, Chance(f"{seed} {service}"), service, int(per_service))


# One of each protocol at least, and those with most rules of their own.
ALWAYS = ["arc-region-switch", "cloudwatch", "dynamodb", "ec2", "iam", "lambda", "route53", "s3", "s3control", "sqs"]


def write_service(folder, chance, service, per_service):
    there = Wire(make_client(service, {}))
    settings, elsewhere = any_client(chance, service)
    model = there.client.meta.service_model
    rows = {"request": [], "response": [], "error": []}
    operations = [name for name in model.operation_names if name in there.methods]
    for name in chance.sample(operations, min(per_service, len(operations))):
        operation = model.operation_model(name)
        start = {"service": service, "operation": name, "protocol": model.resolved_protocol, "case": "random"}
        params = any_input(chance, operation.input_shape) if operation.input_shape else {}
        request = request_row(elsewhere, {**start, "client": settings}, params)
        if request is not None:
            rows["request"].append(request)
        if request_row(there, {**start, "client": {}}, params) is None or operation.has_event_stream_output:
            continue
        for make in (any_answer, any_error):
            answer = make(chance, operation, model.resolved_protocol, service)
            row = answered_row(there, {**start, "client": {}}, params, answer)
            if row is not None:
                rows["error" if "error" in row["expected"] else "response"].append(row)
    for kind, content in rows.items():
        os.makedirs(os.path.join(folder, kind), exist_ok=True)
        with open(os.path.join(folder, kind, f"{service}.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row)}\n" for row in content)


def any_client(chance, service):
    settings = any_settings(chance)
    try:
        return settings, Wire(make_client(service, settings))
    except BotoCoreError:
        # Of a region that has no such endpoint botocore tells before the call.
        return {}, Wire(make_client(service, {}))


def any_settings(chance):
    settings = {"region": chance.choice(REGIONS)}
    for name in ("sessionToken", "useFips", "useDualstack"):
        if chance.hits(0.15):
            settings[name] = True
    if chance.hits(0.3) and len(settings) == 1:
        settings["endpointUrl"] = chance.choice(ENDPOINTS)
    if chance.hits(0.2):
        settings["requestChecksumCalculation"] = "when_required"
    if chance.hits(0.2):
        settings["accountId"] = "123456789012"
    if chance.hits(0.1):
        settings["requestMinCompressionSizeBytes"] = 10
    return settings


def request_row(wire, start, params):
    """What is sent; nothing where botocore refuses the input or the settings."""
    try:
        wire.call(start["operation"], params)
    except RequestKnown:
        request = wire.requests[-1]
        preceding = {"preceding": wire.requests[:-1]} if wire.requests[1:] else {}
        return {**start, "input": encode(params), "expected": {"request": request, **preceding}}
    except BotoCoreError:
        return None


def answered_row(wire, start, params, answer):
    """What is made of an answer."""
    status, headers, body = answer
    response = {"status": status, "headers": headers, **body_of(body)}
    row = {**start, "input": encode(params), "response": response}
    try:
        output = wire.call(start["operation"], params, answer)
        del output["ResponseMetadata"]["RetryAttempts"]
        return {**row, "expected": {"output": encode(output)}}
    except ClientError as error:
        parsed = dict(error.response)
        metadata = dict(parsed["ResponseMetadata"])
        for name in ("RetryAttempts", "MaxAttemptsReached"):
            metadata.pop(name, None)
        # Empty text for an id that is not there: a difference on purpose.
        parsed["ResponseMetadata"] = {name: value for name, value in metadata.items() if value != ""}
        return {**row, "expected": {"error": {"exception": type(error).__name__, "response": encode(parsed)}}}
    except (AttributeError, BotoCoreError, KeyError, OverflowError, ResponseParserError, TypeError, ValueError):
        return None


main(*sys.argv[1:])
