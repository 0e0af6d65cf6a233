// Prints a mail as npm's mailparser reads it: one JSON object.
import { readFileSync } from "node:fs";
import { simpleParser } from "mailparser";

const mail = await simpleParser(readFileSync(process.argv[2]), { skipTextToHtml: true });

console.log(
  JSON.stringify({
    subject: mail.subject,
    from: mail.from.value[0].address,
    to: mail.to.value[0].address,
    to_name: mail.to.value[0].name,
    message_id: mail.messageId,
    date: mail.date.getTime() / 1000,
    auto_submitted: mail.headers.get("auto-submitted"),
    text: mail.text,
    html: mail.html,
    defects: [],
  }),
);
