// node jwt_maker.js CLAIMS: keys of each algorithm by the package `jose`, and a token of each with
// these claims (JSON). Prints {"jwks": …, "tokens": {"RS256": "…", …}}.
import * as jose from 'jose';

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

async function main() {
  const claims = JSON.parse(process.argv[2]);
  const keys = [];
  const tokens = {};
  for (const alg of algorithms) {
    const pair = await jose.generateKeyPair(alg, { crv: alg === 'EdDSA' ? 'Ed25519' : undefined });
    const jwk = await jose.exportJWK(pair.publicKey);
    keys.push({ ...jwk, alg, use: 'sig', kid: `key-${alg}` });
    tokens[alg] = await new jose.SignJWT(claims)
      .setProtectedHeader({ alg, kid: `key-${alg}`, typ: 'JWT' })
      .sign(pair.privateKey);
  }
  console.log(JSON.stringify({ jwks: { keys }, tokens }));
}

await main();
