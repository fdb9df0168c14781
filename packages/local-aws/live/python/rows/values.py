"""Random values: inputs that a model allows, and values as rows encode them."""

import base64
import datetime
import io
import random

from botocore.eventstream import EventStream
from botocore.response import StreamingBody

WORDS = "amber bear cloud delta elm fox green hill iron lake moss north oak pine red salt".split()
ODD_TEXTS = [
    *["", " ", "a b", " padded ", "a+b", "a/b", "/lead", "a//b", "..", "./a", "é", "日本", "🦊", "%20", "100%", "~t"],
    *["'q'", "<a>&b", "a=b&c=d", "?x", "#h", "a:b", "a;b,c", "*", "(x)", "!", "tab\there", "line\nbreak", "null"],
    *["true", "0x", "NaN", '{"a":1}', "[1]", "\\", "$x", "@", "\u00a0", "\u2028", "__proto__", "a\u0301", "^`{}"],
]
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class Chance(random.Random):
    """Random choices of a seed."""

    def hits(self, probability):
        return self.random() < probability

    def text(self, shortest=0, longest=40):
        text = self.choice(ODD_TEXTS) if self.hits(0.4) else self.choice(WORDS) + self.choice("-_. /") + self.choice(WORDS)
        return text.ljust(shortest, "z")[: max(longest, shortest)]

    def seconds(self):
        return self.choice([0, 1, -1, 1700000000, 4102444800, self.randint(-(2**31), 2**33)])


def any_input(chance, shape, depth=0, place=None):
    """A value of a shape; `place` is where its text ends up."""
    kind = shape.type_name
    least = int(shape.metadata.get("min") or 0)
    if kind == "structure":
        return any_structure(chance, shape, depth)
    if kind == "list":
        length = max(least, chance.randint(0, 2) if depth < 4 else 0)
        return [any_input(chance, shape.member, depth + 1, place) for _ in range(length)]
    if kind == "map":
        # Keys that are whole numbers change their place in JavaScript.
        length = max(least, chance.randint(0, 2) if depth < 4 else 0)
        keys = [f"k{index}{'' if place == 'header' else chance.text()}" for index in range(length)]
        return {key: any_input(chance, shape.value, depth + 1, place) for key in keys}
    if kind == "boolean":
        return chance.hits(0.5)
    if kind in ("integer", "long"):
        return least + chance.choice([0, 1, 7, 86400, *([2**53 + 1] if kind == "long" else [])])
    if kind in ("float", "double"):
        return least + chance.choice([0.5, 1.25, 100.125, 12345.678])
    if kind == "timestamp":
        return EPOCH + datetime.timedelta(seconds=chance.seconds(), milliseconds=chance.choice([0, 250, 999]))
    if kind == "blob":
        return any_blob(chance, shape, least)
    if shape.enum and chance.hits(0.8):
        return chance.choice(shape.enum)
    if place == "label":
        return chance.choice(WORDS).ljust(least, "z")
    text = chance.text(least, min(int(shape.metadata.get("max") or 40), 60))
    if place == "header":
        text = "".join(letter for letter in text if letter.isprintable())
    return text or (chance.choice(WORDS) if place == "uri" else text)


def any_structure(chance, shape, depth):
    if shape.is_document_type:
        return {"text": chance.text(), "list": [1, None, True, {}]}
    if shape.is_tagged_union:
        names = [chance.choice(list(shape.members))]
    else:
        probability = [0.5, 0.4, 0.3, 0.1, 0, 0][min(depth, 5)]
        names = [name for name in shape.members if name in shape.required_members or chance.hits(probability)]
    value = {}
    for name in names:
        member = shape.members[name]
        location = member.serialization.get("location") if depth == 0 else None
        place = "label" if member.serialization.get("hostLabel") else {"headers": "header"}.get(location, location)
        if not member.serialization.get("jsonvalue"):
            value[name] = any_input(chance, member, depth + 1, place)
    return value


def any_blob(chance, shape, least):
    blob = chance.choice([b"", b"abc", bytes(range(256)), "é日".encode()]).ljust(least, b"z")
    return io.BytesIO(blob) if shape.serialization.get("streaming") and chance.hits(0.5) else blob


def encode(value):
    """A value as rows hold it: what JSON cannot say is an object with a `$`."""
    if isinstance(value, dict):
        return {str(name): encode(content) for name, content in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, bytes):
        return {"$blob": base64.b64encode(value).decode()}
    if isinstance(value, io.BytesIO):
        return {"$stream": base64.b64encode(value.getvalue()).decode()}
    if isinstance(value, StreamingBody):
        return {"$stream": base64.b64encode(value.read()).decode()}
    if isinstance(value, EventStream):
        return {"$events": [encode(event) for event in value]}
    if isinstance(value, datetime.datetime):
        return {"$ts": value.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds")}
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return {"$float": "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, int) and abs(value) >= 2**53:
        return {"$bigint": str(value)}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"Rows cannot hold {type(value)}")
