"""Writes slips of a hand into documents, and what their schema says of each.

usage: /usr/bin/python3 mutate.py SCHEMA DOCUMENTS FOLDER

DOCUMENTS has one JSON document a line. Every one of them, and every change of it, is written to
FOLDER as valid-N.json or invalid-N.json.
"""

import copy
import json
import pathlib
import sys

import jsonschema

# In place of a text. Numbers are left out: YAML's plain 5 is a text where one is expected.
TEXTS = ("", "whatever", "Không phải mã", "15 ngày làm việc", "0 days", "1 month", "10000 weeks",
         "10001 days", "true", ["a"], {"a": "b"}, [])
NUMBERS = (0, -1, 1.5, 100, 2147483648, "1", [1])
FLAGS = ("yes", 1, [True])


def places(value, path=()):
    """The path to everything inside, the outermost first."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, path + (key,))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def changed(document, path, new):
    copied = copy.deepcopy(document)
    at(copied, path[:-1])[path[-1]] = new
    return copied


def slips(document):
    for path in places(document):
        here = at(document, path)
        if isinstance(here, dict):
            yield changed(document, path + ("unheard_of",), "x") if path else {**document, "x": "x"}
            for key in here:
                less = copy.deepcopy(document)
                del at(less, path)[key]
                yield less
        if isinstance(here, list) and here:
            yield changed(document, path, here + here[:1])
            yield changed(document, path, "no list")
        if not path or isinstance(here, (dict, list)):
            continue
        others = FLAGS if isinstance(here, bool) else NUMBERS if isinstance(here, int) else TEXTS
        for other in others:
            yield changed(document, path, other)


def main(schema, documents, folder):
    schema = json.loads(pathlib.Path(schema).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    number = 0
    for line in pathlib.Path(documents).read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for slip in [document, *slips(document)]:
            number += 1
            verdict = "valid" if validator.is_valid(slip) else "invalid"
            path = pathlib.Path(folder) / f"{verdict}-{number}.json"
            path.write_text(json.dumps(slip, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
