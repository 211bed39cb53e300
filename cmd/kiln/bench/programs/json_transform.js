// A transformer of JSON: parsing, checking against a schema, joining, grouping, writing.
// n = 60
// checksum = 33321 346979325
"use strict";

let seed = 7;
function random(n) {
  seed = (Math.imul(seed, 22695477) + 1) >>> 0;
  return (seed >>> 8) % n;
}
function pick(list) { return list[random(list.length)]; }

const customers = Array.from({ length: 20 }, (_, i) => ({ id: i + 1, name: "Customer " + String.fromCharCode(65 + i), region: ["north", "south", "east", "west"][i % 4], tags: i % 3 ? ["new"] : ["loyal", "big"] }));

function makeOrder(id) {
  const lines = Array.from({ length: 1 + random(5) }, () => ({
    sku: pick(["A-100", "A-200", "B-7", "C\u00e9-9", "D \"quoted\""]),
    quantity: 1 + random(9),
    price: random(10000) / 100,
    options: random(3) ? null : { gift: random(2) === 1, note: "line\nbreak\tand \u2028 tab" },
  }));
  const order = { id, customer: 1 + random(22), date: `2024-${String(1 + random(12)).padStart(2, "0")}-${String(1 + random(28)).padStart(2, "0")}`, lines };
  if (random(10) === 0) delete order.lines;
  if (random(15) === 0) order.customer = "unknown";
  return order;
}

const schema = {
  type: "object",
  required: ["id", "customer", "date", "lines"],
  properties: {
    id: { type: "integer", minimum: 1 },
    customer: { type: "integer", minimum: 1 },
    date: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    lines: {
      type: "array",
      items: {
        type: "object",
        required: ["sku", "quantity", "price"],
        properties: { sku: { type: "string" }, quantity: { type: "integer", minimum: 1 }, price: { type: "number", minimum: 0 }, options: { type: ["object", "null"] } },
      },
    },
  },
};

function typeOf(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (Number.isInteger(value)) return "integer";
  return typeof value;
}

/** Returns what is wrong with the value, each with a path. */
function validate(value, rule, path = "$", errors = []) {
  const type = typeOf(value), wanted = [].concat(rule.type ?? type);
  if (!wanted.includes(type) && !(type === "integer" && wanted.includes("number"))) {
    errors.push(`${path}: ${type} instead of ${wanted.join(" or ")}`);
    return errors;
  }
  if (rule.minimum !== undefined && value < rule.minimum) errors.push(`${path}: less than ${rule.minimum}`);
  if (rule.pattern !== undefined && !new RegExp(rule.pattern).test(value)) errors.push(`${path}: does not match`);
  for (const key of rule.required ?? []) if (!Object.hasOwn(value, key)) errors.push(`${path}.${key}: missing`);
  for (const [key, inner] of Object.entries(rule.properties ?? {})) {
    if (Object.hasOwn(value, key)) validate(value[key], inner, `${path}.${key}`, errors);
  }
  if (rule.items) value.forEach((item, i) => validate(item, rule.items, `${path}[${i}]`, errors));
  return errors;
}

function groupBy(list, key) {
  const groups = {};
  for (const item of list) (groups[key(item)] ??= []).push(item);
  return groups;
}

const round = (x) => Math.round(x * 100) / 100;
const sumOf = (list, f) => list.reduce((sum, x) => sum + f(x), 0);

function enrich(order, byId) {
  const { lines, customer: id, ...rest } = order;
  const customer = byId.get(id);
  return {
    ...rest,
    customer: customer ? { ...customer, tags: customer.tags.join("|") } : null,
    lines: lines.map(({ options, ...line }) => ({ ...line, gift: options?.gift ?? false, total: round(line.quantity * line.price) })),
    total: round(sumOf(lines, (l) => l.quantity * l.price)),
  };
}

function summarize(orders) {
  const summary = {};
  for (const [region, list] of Object.entries(groupBy(orders, (o) => o.customer?.region ?? "nowhere"))) {
    const months = groupBy(list, (o) => o.date.slice(0, 7));
    summary[region] = {
      orders: list.length,
      revenue: round(sumOf(list, (o) => o.total)),
      gifts: list.flatMap((o) => o.lines).filter((l) => l.gift).length,
      months: Object.fromEntries(Object.keys(months).sort().map((m) => [m, { n: months[m].length, best: Math.max(...months[m].map((o) => o.total)) }])),
      skus: [...new Set(list.flatMap((o) => o.lines.map((l) => l.sku)))].sort(),
    };
  }
  return summary;
}

function transform(text) {
  const orders = JSON.parse(text, (key, value) => key === "date" && typeof value === "string" ? value.trim() : value);
  const bad = [], good = [];
  for (const o of orders) {
    const errors = validate(o, schema);
    if (errors.length) bad.push({ id: o.id, errors });
    else good.push(o);
  }
  const byId = new Map(customers.map((c) => [c.id, c]));
  const enriched = good.map((o) => enrich(o, byId));
  return JSON.stringify({ summary: summarize(enriched), bad, orders: enriched }, (key, value) => key === "tags" && value === "" ? undefined : value, 1);
}

function run(n) {
  seed = 7;
  const text = JSON.stringify(Array.from({ length: n }, (_, i) => makeOrder(i + 1)));
  const out = transform(text);
  let h = 0;
  for (let i = 0; i < out.length; i += 3) h = (Math.imul(h, 33) ^ out.charCodeAt(i)) | 0;
  return `${out.length} ${h}`;
}
