"""Holds what a reader said of documents against a schema, with a validator that is not ours.

usage: /usr/bin/python3 agreement.py SCHEMA LINES

A line of LINES is JSON: [whether the reader accepts it, what it said, the document]. Exit code 0:
reader and schema agree on every one.
"""

import json
import pathlib
import sys

import jsonschema


def main(schema, lines):
    schema = json.loads(pathlib.Path(schema).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    faults = 0
    for line in pathlib.Path(lines).read_text(encoding="utf-8").split("\n")[:-1]:
        accepted, said, document = json.loads(line)
        problem = next(validator.iter_errors(document), None)
        if accepted != (problem is None):
            faults += 1
            verdict = problem.message if problem else "accepts it"
            print(f"the reader: {said}; the schema: {verdict}:\n  {line}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
