"""Builds conditions with boto3: one JSON object a line in, one out. Values travel in DynamoDB's form."""

import json
import sys

from boto3.dynamodb.conditions import Attr, ConditionExpressionBuilder, Key
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

serialize = TypeSerializer().serialize
deserialize = TypeDeserializer().deserialize


def main():
    for line in sys.stdin:
        print(json.dumps(build(json.loads(line))))


def build(row):
    kind = Key if row["isKey"] else Attr
    built = ConditionExpressionBuilder().build_expression(
        condition(row["condition"], kind), is_key_condition=row["isKey"]
    )
    return {
        "expression": built.condition_expression,
        "names": built.attribute_name_placeholders,
        "values": {
            placeholder: serialize(value)
            for placeholder, value in built.attribute_value_placeholders.items()
        },
    }


def condition(node, kind):
    operator = node["operator"]
    if operator == "and":
        return condition(node["parts"][0], kind) & condition(node["parts"][1], kind)
    if operator == "or":
        return condition(node["parts"][0], kind) | condition(node["parts"][1], kind)
    if operator == "not":
        return ~condition(node["parts"][0], kind)
    attribute = kind(path(node["path"]))
    if node.get("isSize"):
        attribute = attribute.size()
    values = [operand(value, kind) for value in node["values"]]
    if operator == "is_in":
        return attribute.is_in(values)
    return getattr(attribute, operator)(*values)


def operand(value, kind):
    return kind(path(value["path"])) if "path" in value else deserialize(value["value"])


def path(steps):
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += step if text == "" else f".{step}"
    return text


main()
