// A reader of web server logs: regular expressions, groups, replacement, totals.
// n = 150
// checksum = -1376686750
"use strict";

let seed = 1;
function random(n) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor(seed / 4294967296 * n);
}
function pick(list) { return list[random(list.length)]; }

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const agents = [
  "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
  "curl/8.4.0",
  "Mozilla/5.0 (compatible; Examplebot/2.1; +http://www.example.com/bot.html)",
];
const paths = ["/", "/index.html", "/articles/%d", "/articles/%d/comments?page=%d", "/search?q=caf%C3%A9+au+lait&lang=fr", "/img/logo-%dx%d.png", "/api/v2/users/%d"];

function pad(n) { return String(n).padStart(2, "0"); }

function writeLine() {
  const address = [10, random(4), random(16), random(256)].join(".");
  const time = `${pad(1 + random(28))}/${pick(months)}/2024:${pad(random(24))}:${pad(random(60))}:${pad(random(60))} +0${random(3)}00`;
  const path = pick(paths).replace(/%d/g, () => random(500));
  const status = pick([200, 200, 200, 200, 301, 304, 404, 500]);
  const size = status === 304 ? "-" : random(50000);
  switch (random(20)) {
    case 0: return `# ${time} rotated`;
    case 1: return `${address} - - [${time}] "" 400 0 "-" "-"`;
  }
  return `${address} - ${random(5) ? "-" : "user" + random(9)} [${time}] "${pick(["GET", "GET", "GET", "POST", "HEAD"])} ${path} HTTP/1.1" ${status} ${size} "-" "${pick(agents)}"`;
}

const entry = /^(?<address>\d{1,3}(?:\.\d{1,3}){3}) \S+ (?<user>\S+) \[(?<time>[^\]]+)\] "(?<method>[A-Z]+) (?<path>[^ "]+) HTTP\/(?<version>[\d.]+)" (?<status>\d{3}) (?<size>\d+|-) "(?<referrer>[^"]*)" "(?<agent>[^"]*)"$/;
const clock = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/;
const browser = /\b(Firefox|Chrome|curl)\/(\d+)|(\w+bot)\b/i;
const pair = /([^&=]+)=([^&]*)/g;

class Totals {
  constructor() { this.counts = new Map(); }
  add(key, by = 1) { this.counts.set(key, (this.counts.get(key) ?? 0) + by); }
  top(k) { return [...this.counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, k); }
}

function minutes(text) {
  const m = clock.exec(text);
  if (!m) throw new Error("bad time " + text);
  const [, day, month, , hour, minute, , sign, zoneHour, zoneMinute] = m;
  const zone = Number(zoneHour) * 60 + Number(zoneMinute);
  return (months.indexOf(month) * 31 + Number(day)) * 1440 + Number(hour) * 60 + Number(minute) - (sign === "+" ? zone : -zone);
}

function query(text) {
  const out = {};
  for (const [, key, value] of text.matchAll(pair)) out[key] = decodeURIComponent(value.replace(/\+/g, " "));
  return out;
}

class Reader {
  constructor() {
    this.pages = new Totals();
    this.agents = new Totals();
    this.words = new Totals();
    this.bytes = new Totals();
    this.hours = new Array(24).fill(0);
    this.bad = 0;
    this.skipped = 0;
  }
  line(text) {
    if (/^\s*(#|$)/.test(text)) { this.skipped++; return; }
    const m = entry.exec(text);
    if (m === null) { this.bad++; return; }
    const { address, user, time, path, status, size, agent } = m.groups;
    const [page, search] = path.split("?");
    this.pages.add(page.replace(/\d+/g, "#"));
    if (search) for (const word of Object.values(query(search)).join(" ").split(/\W+/u)) if (word) this.words.add(word.toLowerCase());
    const b = browser.exec(agent);
    this.agents.add(b ? b[3] ?? `${b[1]} ${b[2]}` : "other");
    if (size !== "-") this.bytes.add(address.replace(/\.\d+$/, ".*"), Number(size));
    this.hours[Math.floor(minutes(time) / 60 + 24) % 24] += status.startsWith("5") || user !== "-" ? 2 : 1;
  }
  report() {
    const section = (title, totals) => title + "\n" + totals.top(5).map(([key, n]) => `  ${key.padEnd(30, ".")}${String(n).padStart(8)}`).join("\n");
    return [
      section("pages", this.pages), section("agents", this.agents), section("words", this.words), section("bytes", this.bytes),
      `hours ${this.hours.join(" ")}`, `${this.bad} bad, ${this.skipped} skipped`,
    ].join("\n\n");
  }
}

function hash(text) {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return h;
}

function run(n) {
  seed = 1;
  let text = "";
  for (let i = 0; i < n; i++) text += writeLine() + "\n";
  const reader = new Reader();
  for (const line of text.split(/\r?\n/)) reader.line(line);
  return hash(reader.report());
}
