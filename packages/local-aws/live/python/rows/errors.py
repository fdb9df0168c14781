"""Random errors of services, in all forms that they take: where the code stands, what is around it, or nothing at all."""

import json
from xml.sax.saxutils import escape

import answers

UNMODELLED = ["AccessDenied", "InternalFailure", "Oops", "Throttling"]


def any_error(chance, operation, protocol, service):
    """Status, headers and body of an error, modelled by the operation or not."""
    shape = chance.choice(operation.error_shapes) if operation.error_shapes and chance.hits(0.7) else None
    stated = shape.metadata.get("error", {}) if shape else {}
    code = stated.get("code") or shape.name if shape else chance.choice(UNMODELLED)
    status = stated.get("httpStatusCode") or chance.choice([400, 403, 404, 429, 500, 503])
    message = chance.choice(["it failed", "naïve <&>", "  padded "])
    headers = answers.any_headers(chance, protocol, service)
    if protocol == "rest-xml" and chance.hits(0.1):
        # What is no XML is no error of the service's: the status is all there is.
        headers.pop("x-amzn-RequestId", headers.pop("X-Amzn-Requestid", None))
        return 404, headers, chance.choice([b"", b"<html>", b"plain text", b"{}"])
    if protocol in ("json", "rest-json"):
        body = json_error(chance, shape, protocol, headers, code, message)
    elif protocol == "smithy-rpc-v2-cbor":
        body = cbor_error(chance, shape, code, message)
    else:
        body = xml_error(chance, shape, protocol, service, code, message)
    return status, headers, body


def json_error(chance, shape, protocol, headers, code, message):
    body = answers.json_value(chance, shape) if shape else {}
    for name in ("__type", "code", "Code", "message", "Message"):
        body.pop(name, None)
    forms = [code, f"aws.api#{code}", f"{code}:http://internal/", f"aws.api#{code}:http://internal/"]
    form = chance.choice(forms)
    place = chance.choice(["__type", "__type", "x-amzn-errortype", "code", "Code"])
    if protocol == "json":
        body["__type"] = form
    elif place == "x-amzn-errortype":
        headers[chance.choice([place, "X-Amzn-ErrorType"])] = form
    else:
        body[place] = form
    if protocol == "json" and chance.hits(0.1):
        headers["x-amzn-query-error"] = chance.choice(["Old.Code;Sender", "Old.Code", ";Sender"])
    body[chance.choice(["message", "Message"])] = message
    return json.dumps(body).encode()


def cbor_error(chance, shape, code, message):
    names = answers.given_members(chance, shape, 1) if shape else []
    pairs = [
        answers.cbor_text(name) + answers.cbor_value(chance, shape.members[name], 1)
        for name in names
        if name.lower() != "message"
    ]
    pairs.append(answers.cbor_text("__type") + answers.cbor_text(chance.choice([code, f"aws.api#{code}"])))
    pairs.append(answers.cbor_text(chance.choice(["message", "Message"])) + answers.cbor_text(message))
    return answers.cbor_many(chance, 5, pairs)


def xml_error(chance, shape, protocol, service, code, message):
    members = [
        answers.xml_element(chance, shape.members[name], answers.xml_name(shape.members[name], name), 1)
        for name in (answers.given_members(chance, shape, 0) if shape else [])
        if name.lower() not in ("code", "message", "type")
    ]
    fields = [f"<Code>{code}</Code>", f"<Message>{escape(message)}</Message>", *members]
    if chance.hits(0.3):
        fields.append("<Resource>/r</Resource>")
    content = "".join(field for field in fields if not field.endswith("/>"))
    request_id = f"<RequestId>{answers.REQUEST_ID}</RequestId>"
    if protocol == "ec2":
        request_id = request_id.replace("RequestId", "RequestID")
        return f"<Response><Errors><Error>{content}</Error></Errors>{request_id}</Response>".encode()
    if service == "s3":
        return f"<Error>{content}{request_id}<HostId>host/id+2=</HostId></Error>".encode()
    return f"<ErrorResponse><Error><Type>Sender</Type>{content}</Error>{request_id}</ErrorResponse>".encode()
