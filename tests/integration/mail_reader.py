"""Prints a mail as Python's own parser reads it: one JSON object."""

import email
import email.policy
import json
import sys

with open(sys.argv[1], "rb") as file:
    mail = email.message_from_binary_file(file, policy=email.policy.default)

print(
    json.dumps(
        {
            "subject": mail["Subject"],
            "from": mail["From"].addresses[0].addr_spec,
            "to": mail["To"].addresses[0].addr_spec,
            "to_name": mail["To"].addresses[0].display_name,
            "message_id": mail["Message-ID"],
            "date": mail["Date"].datetime.timestamp(),
            "auto_submitted": mail["Auto-Submitted"],
            "text": mail.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            "html": mail.get_body(("html",)).get_content().replace("\r\n", "\n"),
            "defects": [str(defect) for part in mail.walk() for defect in part.defects]
            + [str(defect) for header in mail.values() for defect in header.defects],
        }
    )
)
