// Holds a running API against its own OpenAPI document: the document is valid, a client generated
// from it calls every operation, and inputs made from its schemas, good ones and spoilt ones, get no
// answer that the document does not describe.
// Arguments: base URL, tokens of an admin and of a feed, number of rounds. Prints one JSON object.
import { readFileSync } from "node:fs";
import SwaggerParser from "@apidevtools/swagger-parser";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import axios from "axios";
import { JSONSchemaFaker as faker } from "json-schema-faker";
import { OpenAPIClientAxios } from "openapi-client-axios";

const [base, token, feed, rounds] = process.argv.slice(2);
const document = (await axios.get(`${base}/openapi.json`)).data;
await SwaggerParser.validate(structuredClone(document));
const plain = await SwaggerParser.dereference(structuredClone(document));

// The same numbers at each run.
let seed = 20221025;
function random() {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}
const one = (list) => list[Math.floor(random() * list.length)];
faker.option({ random, alwaysFakeOptionals: false, optionalsProbability: 0.5, maxLength: 40 });

const ajv = new Ajv2020({ strict: false, allErrors: false });
addFormats(ajv);
const validators = new Map();
function validator(schema) {
  if (!validators.has(schema)) validators.set(schema, ajv.compile(schema));
  return validators.get(schema);
}

const operations = Object.entries(plain.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
);

const problems = [];
const statuses = {};
function check(operation, answer, what) {
  const name = operation.operationId;
  ((statuses[name] ??= {})[answer.status] ??= 0), statuses[name][answer.status]++;
  const described = operation.responses[answer.status];
  const type = String(answer.headers["content-type"]);
  if (answer.status >= 500) problems.push(`${name}: ${answer.status} to ${what}`);
  if (!described) return problems.push(`${name}: ${answer.status} is not described, to ${what}`);
  if (!described.content[type]) return problems.push(`${name}: ${type} is not described`);
  if (!type.includes("json") || type.includes("ndjson")) return;
  const { schema } = described.content[type];
  const fits = validator(schema);
  if (schema.type !== "string" && !fits(answer.data))
    problems.push(`${name}: ${answer.status} ${JSON.stringify(fits.errors[0])} to ${what}`);
}

// Values that a person or another program might send where the schema asks for something else.
const spoilt = ["", "x".repeat(5000), "\u0000", "Trễ hạn", "'; --", "%", -1, 1.5, 1e300, null, true, [], {}, "2022-13-45"];

const listed = await axios.get(`${base}/v1/tasks?limit=100`, { headers: { Authorization: `Bearer ${token}` }, proxy: false });
const codes = listed.data.items.map((item) => item.task);
let fresh = 0;

// What only somebody who knows the office can say.
const policy = readFileSync("../../config/policy.yaml", "utf8");
const sayings = {
  task: () => `m.${++fresh}`, holder: () => "Sở Du lịch", deadline: () => "Năm 2030", party: () => "Sở Du lịch",
  rating: () => one(["HT", "ĐTH-Đ", "ĐTH-T", "CTH-T"]), date: () => "2022-08-05", promise: () => "2022-11-20", kind: () => "task",
  milestone: () => 1, definition: () => "plan-task", state: () => "", parent: () => "", transition: () => "start",
  as: () => "coordinator", at: () => "2022-10-24", title: () => "Việc mới", reason: () => "vì cần", basis: () => "CV 1/UBND",
  id: () => `e-${++fresh}`, url: () => "https://ioc.example/", owner: () => "ioc@khanhhoa.example", agency: () => "",
  types: () => ["deadline_set"], range: () => "10.20.0.0/16", port: () => 443, days: () => 30, overlap_hours: () => 0,
  since: () => "2022-10-25", ordered: () => true, key_pair: () => false,
};
function sayWell(operation, schema) {
  if (operation.operationId === "publishRules") return { documents: [{ name: "policy.yaml", text: policy }] };
  const body = {};
  for (const name of Object.keys(schema.properties)) if (name !== "expect_version") body[name] = sayings[name]?.() ?? "x";
  if ("until" in body) body.until = operation.operationId === "silenceTask" ? "2022-11-20" : "Tháng 12/2030";
  return body;
}

// Who is switched off, or is no more, takes no other change.
const ENDPOINTS = { disableEndpoint: "off", removeEndpoint: "gone" };

function parametersOf(operation, good) {
  const query = {};
  const headers = {};
  let path = operation.path;
  for (const parameter of operation.parameters) {
    const known = { task: one(codes), endpoint: ENDPOINTS[operation.operationId] ?? "ioc", feed: `${feed}.ics`, agency: "so-du-lich", as_of: "2022-10-25", as_known: "2022-12-31T00:00:00Z", cursor: "0:task/2.8", type: "task_assigned", stream: "task/2.8" }[parameter.name];
    const value = good || random() < 0.5 ? (known ?? faker.generate(parameter.schema)) : one(spoilt.filter((v) => typeof v !== "object"));
    if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (random() < 0.4) continue;
    else if (parameter.in === "query") query[parameter.name] = value;
    else if (parameter.name === "If-Match" && good) headers[parameter.name] = "*";
    else if (/^[\x20-\x7e]*$/.test(String(value))) headers[parameter.name] = String(value);
  }
  if (!good && random() < 0.1) query[one(["colour", "limit[]", "a b"])] = "x";
  return { path, query, headers };
}

function spoil(body) {
  const names = Object.keys(body);
  const action = random();
  if (action < 0.2) return one(spoilt);
  if (action < 0.4) return { ...body, surplus: 1 };
  if (action < 0.5 && names.length) delete body[one(names)];
  else if (names.length) body[one(names)] = one(spoilt);
  return body;
}

async function send(operation, good) {
  const { path, query, headers } = parametersOf(operation, good);
  const schema = operation.requestBody?.content["application/json"].schema;
  let data = schema && (good && random() < 0.7 ? sayWell(operation, schema) : faker.generate(schema));
  if (schema && !good) data = spoil(data);
  const raw = schema && !good && random() < 0.1 ? one(["{", "[[[[", "\xff", '{"a":1,"a":2}', ""]) : data === undefined ? undefined : JSON.stringify(data);
  const answer = await axios.request({
    method: operation.method, baseURL: base, url: path, params: query, data: raw,
    headers: { ...headers, Authorization: `Bearer ${token}`, ...(schema && { "Content-Type": "application/json" }) },
    validateStatus: () => true, transformRequest: (body) => body, maxRedirects: 0, proxy: false,
  });
  check(operation, answer, JSON.stringify({ path, query, headers, raw }));
}

const finite = operations.filter((operation) => operation.operationId !== "streamEvents");
let sent = 0;
for (let round = 0; round < Number(rounds); round++)
  for (const operation of finite)
    for (const good of [true, false]) {
      await send(operation, good);
      sent++;
    }

// A client made from the document, by the names of its operations.
const client = await new OpenAPIClientAxios({
  definition: document, axiosConfigDefaults: { baseURL: base, headers: { Authorization: `Bearer ${token}` }, proxy: false },
}).init();
const called = [];
const read = await client.listTasks({ limit: 3, verdict: "overdue" });
const made = await client.assignTask(null, { task: "c.1", title: "Việc của máy", holder: "Sở Du lịch", deadline: "Năm 2030" });
const done = await client.completeTask({ task: "c.1" }, { note: "xong" });
const after = await client.readTask({ task: "c.1" });
for (const { operationId } of operations) if (typeof client[operationId] === "function") called.push(operationId);

console.log(JSON.stringify({
  operations: operations.length, generated: called.length, sent, statuses, problems: problems.slice(0, 40), problem_count: problems.length,
  client: { page: read.data.items.length, created: made.status, completed: done.data.events, verdict: after.data.item.verdict },
}));
