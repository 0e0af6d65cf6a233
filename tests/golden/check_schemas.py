"""Holds payloads against the published schemas, with a validator that is not ours.

usage: /usr/bin/python3 check_schemas.py SCHEMAS PAYLOADS

PAYLOADS has one payload a line: its type and schema (task_assigned.v1), a blank, its JSON. Each must be valid, and must not be
any more once a field is added or a field that is not optional is gone. Exit code 0: all as told.
"""

import copy
import functools
import json
import pathlib
import sys

import jsonschema

# What the events may leave out (engine/*/event.h: std::optional).
OPTIONAL = {"party", "due_before", "start_before"}
# Fields of that name which may not be left out.
REQUIRED = {("extension_granted", "due_before")}


@functools.cache
def validator(folder, name):
    schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def objects(value, path=()):
    """The path to every object inside, the outermost first."""
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            yield from objects(inner, path + (key,))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from objects(inner, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def damaged(name, payload):
    for path in objects(payload):
        more = copy.deepcopy(payload)
        at(more, path)["unheard_of"] = 1
        yield "an unknown field", more
        for key in at(payload, path):
            if key not in OPTIONAL or (name.split(".")[0], key) in REQUIRED:
                less = copy.deepcopy(payload)
                del at(less, path)[key]
                yield f"no {key}", less


def main(schemas, payloads):
    faults = 0
    names = set()
    for line in pathlib.Path(payloads).read_text(encoding="utf-8").split("\n")[:-1]:
        name, text = line.split(" ", 1)
        names.add(name)
        check = validator(pathlib.Path(schemas), name)
        payload = json.loads(text)
        for error in check.iter_errors(payload):
            faults += 1
            print(f"{name}: expected a valid payload, but {error.message}: {text}")
        for what, wrong in damaged(name, payload):
            if check.is_valid(wrong):
                faults += 1
                print(f"{name}: expected a payload with {what} to be refused: {wrong}")
    published = {path.name.removesuffix(".schema.json") for path in pathlib.Path(schemas).glob("*.json")}
    for name in published ^ names:
        faults += 1
        print(f"{name}: expected a schema and a payload, but there is only one of them")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
