// A receiver as others write them: the official packages of Standard Webhooks and CloudEvents.
// Argument: {"headers": [[name, value], …], "body": base64, "secrets": ["whsec_…", …], "key": "whpk_…"}.
// Prints what they make of the call.
import { createPublicKey, verify } from "node:crypto";
import { HTTP } from "cloudevents";
import { Webhook } from "standardwebhooks";

const call = JSON.parse(process.argv[2]);
const body = Buffer.from(call.body, "base64");
const headers = Object.fromEntries(call.headers.map(([name, value]) => [name.toLowerCase(), value]));

function verifies(secret, text) {
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch {
    return false;
  }
}

// The package knows v1 alone.
function verifiesV1a(text) {
  const raw = call.key.slice("whpk_".length);
  const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(raw, "base64").toString("base64url") };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
  return headers["webhook-signature"]
    .split(" ")
    .filter((item) => item.startsWith("v1a,"))
    .some((item) => verify(null, Buffer.from(content), key, Buffer.from(item.slice(4), "base64")));
}

const text = body.toString();
const event = HTTP.toEvent({ headers, body: text });
event.validate();
console.log(
  JSON.stringify({
    secrets: call.secrets.map((secret) => verifies(secret, text)),
    changed: verifies(call.secrets[0], `${text} `),
    v1a: verifiesV1a(text),
    v1aChanged: verifiesV1a(`${text} `),
    event: event.toJSON(),
  }),
);
