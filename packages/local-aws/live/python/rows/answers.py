"""Random answers of services: what a model says, and what services send besides: nulls, unknown members, attributes."""

import base64
import datetime
import json
import re
import struct
from xml.sax.saxutils import escape

from values import WORDS

REQUEST_ID = "01234567-89ab-cdef-0123-456789abcdef"
CONTENT_TYPES = {
    "ec2": "text/xml",
    "json": "application/x-amz-json-1.1",
    "query": "text/xml",
    "rest-json": "application/json",
    "rest-xml": "application/xml",
    "smithy-rpc-v2-cbor": "application/cbor",
}


def any_answer(chance, operation, protocol, service):
    """Status, headers and body of a success."""
    shape = operation.output_shape
    headers = any_headers(chance, protocol, service)
    status = (operation.http.get("responseCode") or 200) if protocol.startswith("rest") else 200
    if protocol in ("query", "ec2"):
        return status, headers, enveloped_result(chance, operation, protocol)
    if shape is None or status == 204:
        return status, headers, b""
    if protocol == "json":
        return status, headers, json.dumps(json_value(chance, shape)).encode()
    if protocol == "smithy-rpc-v2-cbor":
        return status, headers, cbor_value(chance, shape)
    headers |= located_headers(chance, shape, headers)
    return status, headers, rest_body(chance, shape, protocol)


def enveloped_result(chance, operation, protocol):
    shape = operation.output_shape
    result = xml_members(chance, shape) if shape else ""
    wrapper = shape.serialization.get("resultWrapper") if shape else None
    if wrapper:
        result = f"<{wrapper}>{result}</{wrapper}>"
    metadata = f"<requestId>{REQUEST_ID}</requestId>"
    if protocol == "query":
        metadata = f"<ResponseMetadata><RequestId>{REQUEST_ID}</RequestId></ResponseMetadata>"
    return f'<{operation.name}Response xmlns="http://x/">{result}{metadata}</{operation.name}Response>'.encode()


def rest_body(chance, shape, protocol):
    payload = shape.serialization.get("payload")
    if payload is None:
        if all(member.serialization.get("location") for member in shape.members.values()):
            return b""
        if protocol == "rest-json":
            return json.dumps(json_value(chance, shape)).encode()
        return f"<{shape.name}>{xml_members(chance, shape)}</{shape.name}>".encode()
    member = shape.members[payload]
    if member.type_name == "blob":
        return chance.randbytes(chance.randint(0, 20))
    if member.type_name == "string":
        return chance.text().encode()
    if protocol == "rest-json":
        value = json_value(chance, member, 1)
        return b"" if value is None else json.dumps(value).encode()
    return xml_element(chance, member, member.serialization.get("name", member.name), 1).encode()


def any_headers(chance, protocol, service):
    headers = {"Date": "Fri, 02 Jan 2026 03:04:05 GMT"}
    if service == "s3":
        headers |= {"x-amz-request-id": "S3REQUESTID000001", "x-amz-id-2": "host/id+2="}
    else:
        headers[chance.choice(["x-amzn-RequestId", "X-Amzn-Requestid"])] = REQUEST_ID
    if chance.hits(0.9):
        headers["Content-Type"] = CONTENT_TYPES[protocol]
    return headers


def located_headers(chance, shape, taken):
    """Headers of members; a name that there is already would be a second header of that name."""
    headers = {}
    for name, member in shape.members.items():
        name = member.serialization.get("name", name)
        location = member.serialization.get("location")
        if location == "headers" and chance.hits(0.7):
            headers |= {f"{name}{chance.choice(WORDS)}": scalar_text(chance, member.value, True) for _ in range(2)}
        is_scalar = member.type_name not in ("list", "map", "structure") and not member.serialization.get("jsonvalue")
        is_free = name.lower() not in {*map(str.lower, taken), "content-length"}
        if location == "header" and is_scalar and is_free and chance.hits(0.7):
            headers[chance.choice([name, name.lower(), name.upper()])] = scalar_text(chance, member, True)
    return headers


def given_members(chance, shape, depth):
    """The members that stand in a body."""
    names = [name for name, member in shape.members.items() if depth > 0 or not member.serialization.get("location")]
    if shape.is_tagged_union:
        return [chance.choice(names)]
    probability = [0.7, 0.5, 0.3, 0.2, 0.1, 0][min(depth, 5)]
    return [name for name in names if chance.hits(probability)]


def length_at(chance, depth):
    return chance.randint(0, 3) if depth < 5 else 0


def any_string(chance, shape):
    return chance.choice(shape.enum) if shape.enum and chance.hits(0.8) else chance.text()


def time_text(chance, style):
    seconds = chance.seconds()
    if style == "unixTimestamp":
        return seconds + chance.choice([0, 0, 0.5, 0.123])
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    iso = ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.25Z", "%Y-%m-%dT%H:%M:%S+02:00", "%Y%m%dT%H%M%SZ", "%Y-%m-%d"]
    rfc = ["%a, %d %b %Y %H:%M:%S GMT", "%d %b %Y %H:%M:%S GMT"]
    return moment.strftime(chance.choice(iso if style == "iso8601" else rfc))


def json_value(chance, shape, depth=0):
    kind = shape.type_name
    if depth > 0 and chance.hits(0.05):
        return None
    if kind == "structure":
        if shape.is_document_type:
            return {"text": chance.text(), "list": [1, None, {}]}
        value = {}
        for name in given_members(chance, shape, depth):
            member = shape.members[name]
            value[member.serialization.get("name", name)] = json_value(chance, member, depth + 1)
        if shape.is_tagged_union:
            return value if all(content is not None for content in value.values()) else None
        return value | ({"unknown": chance.choice([1, None, {}, ["x"]])} if chance.hits(0.1) else {})
    if kind == "list":
        return [json_value(chance, shape.member, depth + 1) for _ in range(length_at(chance, depth))]
    if kind == "map":
        keys = [f"k{chance.text()}" for _ in range(length_at(chance, depth))]
        return {key: json_value(chance, shape.value, depth + 1) for key in keys}
    if kind == "boolean":
        return chance.hits(0.5)
    if kind in ("integer", "long"):
        return chance.choice([0, -1, 7, 2**31 - 1, *([2**63 - 1, -(2**53)] if kind == "long" else [])])
    if kind in ("float", "double"):
        return chance.choice([0, 1, 0.5, -2.25, 1e-7, 1e22])
    if kind == "timestamp":
        return time_text(chance, chance.choice(["unixTimestamp", "iso8601"]))
    return base64_text(chance) if kind == "blob" else any_string(chance, shape)


def base64_text(chance):
    return base64.b64encode(chance.randbytes(chance.randint(0, 9))).decode()


def scalar_text(chance, shape, in_header=False):
    kind = shape.type_name
    if kind == "boolean":
        return chance.choice(["true", "false"])
    if kind in ("integer", "long"):
        return chance.choice(["0", "-1", "007", " 5 ", *(["9223372036854775807"] if kind == "long" else [])])
    if kind in ("float", "double"):
        return chance.choice(["0", "0.5", "-1.25", "1e5", "1E-7", "NaN", "-Infinity"])
    if kind == "timestamp":
        style = shape.serialization.get("timestampFormat") or ("rfc822" if in_header else "iso8601")
        return str(time_text(chance, style))
    if kind == "blob":
        return base64_text(chance)
    text = any_string(chance, shape)
    return re.sub(r"[^ -~]", "", text).strip() if in_header else text


def xml_members(chance, shape, depth=0):
    elements = []
    for name in given_members(chance, shape, depth):
        member = shape.members[name]
        if not member.serialization.get("xmlAttribute"):
            elements.append(xml_element(chance, member, xml_name(member, name), depth + 1))
    if not shape.is_tagged_union and chance.hits(0.1):
        elements.append("<Unknown><a>1</a></Unknown>")
    return chance.choice(["", "\n  ", "<!-- c -->"]).join(["", *elements])


def xml_name(member, name):
    name = member.serialization.get("name", name)
    is_flat = member.type_name == "list" and member.serialization.get("flattened")
    return member.member.serialization.get("name", name) if is_flat else name


def xml_element(chance, shape, name, depth):
    attributes = ' a="b"' if chance.hits(0.05) else ""
    kind = shape.type_name
    if kind == "structure":
        return f"<{name}{attributes}>{xml_members(chance, shape, depth)}</{name}>"
    if kind == "list":
        is_flat = shape.serialization.get("flattened")
        item = name if is_flat else shape.member.serialization.get("name", "member")
        length = length_at(chance, depth)
        items = "".join(xml_element(chance, shape.member, item, depth + 1) for _ in range(length))
        return items if is_flat else f"<{name}{attributes}>{items}</{name}>"
    if kind == "map":
        key, value = shape.key.serialization.get("name", "key"), shape.value.serialization.get("name", "value")
        entries = [
            f"<{key}>k{index}</{key}>" + xml_element(chance, shape.value, value, depth + 1)
            for index in range(length_at(chance, depth))
        ]
        if shape.serialization.get("flattened"):
            return "".join(f"<{name}>{entry}</{name}>" for entry in entries)
        return f"<{name}>{''.join(f'<entry>{entry}</entry>' for entry in entries)}</{name}>"
    text = scalar_text(chance, shape)
    forms = [escape(text), f"<![CDATA[{text}]]>", "".join(f"&#{ord(letter)};" for letter in text)]
    return f"<{name}{attributes}>{chance.choice(forms)}</{name}>" if text else f"<{name}/>"


def cbor_value(chance, shape, depth=0):
    kind = shape.type_name
    if depth > 0 and chance.hits(0.05):
        return chance.choice([b"\xf6", b"\xf7"])
    if kind == "structure":
        names = given_members(chance, shape, 1)
        pairs = [cbor_text(name) + cbor_value(chance, shape.members[name], depth + 1) for name in names]
        return cbor_many(chance, 5, pairs)
    if kind == "list":
        length = length_at(chance, depth)
        return cbor_many(chance, 4, [cbor_value(chance, shape.member, depth + 1) for _ in range(length)])
    if kind == "map":
        keys = [f"k{index}" for index in range(length_at(chance, depth))]
        return cbor_many(chance, 5, [cbor_text(key) + cbor_value(chance, shape.value, depth + 1) for key in keys])
    if kind == "boolean":
        return chance.choice([b"\xf4", b"\xf5"])
    if kind in ("integer", "long"):
        number = chance.choice([0, -1, 23, 24, 255, 65536, *([2**63 - 1, -(2**63)] if kind == "long" else [])])
        return cbor_head(0, number) if number >= 0 else cbor_head(1, -1 - number)
    if kind in ("float", "double"):
        return chance.choice([b"\xf9\x38\x00", b"\xfa\x3f\x80\x00\x00", b"\xf9\x7e\x00", cbor_double(-1e22)])
    if kind == "timestamp":
        return b"\xc1" + cbor_double(chance.seconds() + 0.25)
    if kind == "blob":
        return b"\x5f\x42ab\x41c\xff" if chance.hits(0.3) else b"\x43abc"
    return cbor_text(any_string(chance, shape))


def cbor_many(chance, major, items):
    if chance.hits(0.3):
        return bytes([major << 5 | 31]) + b"".join(items) + b"\xff"
    return cbor_head(major, len(items)) + b"".join(items)


def cbor_head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    for index, form in enumerate([">B", ">H", ">I", ">Q"]):
        if number < 256 ** struct.calcsize(form):
            return bytes([major << 5 | 24 + index]) + struct.pack(form, number)
    raise ValueError(number)


def cbor_text(text):
    return cbor_head(3, len(text.encode())) + text.encode()


def cbor_double(number):
    return b"\xfb" + struct.pack(">d", number)
