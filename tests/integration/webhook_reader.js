// A receiver as others write them: the official packages of Standard Webhooks and CloudEvents.
// Argument: {"headers": [[name, value], …], "body": base64, "secrets": ["whsec_…", …], "key": "whpk_…"}.
// Prints what they make of the call. With "now" (milliseconds) it is read at that instant; of a list
// of calls, a list.
import { createPublicKey, verify } from "node:crypto";
import { HTTP } from "cloudevents";
import { Webhook } from "standardwebhooks";

const asked = JSON.parse(process.argv[2]);

function verifies(secret, text, headers) {
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch {
    return false;
  }
}

// The package knows v1 alone.
function verifiesV1a(key, text, headers) {
  const raw = key.slice("whpk_".length);
  const x = Buffer.from(raw, "base64").toString("base64url");
  const made = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
  return headers["webhook-signature"]
    .split(" ")
    .filter((item) => item.startsWith("v1a,"))
    .some((item) => verify(null, Buffer.from(content), made, Buffer.from(item.slice(4), "base64")));
}

const machineNow = Date.now;

function read(call) {
  Date.now = call.now === undefined ? machineNow : () => call.now;
  const text = Buffer.from(call.body, "base64").toString();
  const headers = Object.fromEntries(
    call.headers.map(([name, value]) => [name.toLowerCase(), value]),
  );
  const event = HTTP.toEvent({ headers, body: text });
  event.validate();
  return {
    secrets: call.secrets.map((secret) => verifies(secret, text, headers)),
    changed: verifies(call.secrets[0], `${text} `, headers),
    v1a: call.key !== undefined && verifiesV1a(call.key, text, headers),
    v1aChanged: call.key !== undefined && verifiesV1a(call.key, `${text} `, headers),
    event: event.toJSON(),
  };
}

console.log(JSON.stringify(Array.isArray(asked) ? asked.map(read) : read(asked)));
