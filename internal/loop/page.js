"use strict";
const $ = (id) => document.getElementById(id);
const root = document.documentElement;

// ---- The recording: definitions apart, events in a list, and what leads from one to another.

const sources = [], functions = [], events = [];
const turnOf = [], depthOf = [], prints = [];
const frameSource = [];         // of a statement: its source
const open = [];                // sources of the frames
const versions = new Map();     // object: the events that describe it, with the descriptions
const promises = [], promiseAt = []; // promises in the order in which they appeared, and the events where they did
const reactAt = [];             // reaction: its event
const reactions = new Map();    // promise: the events that wait for it
const added = { job: new Map(), task: new Map(), timer: new Map() };
const fired = new Map(), begun = { job: new Map(), task: new Map() }, settled = new Map(), addedBy = new Map();
const resultOf = new Map();     // promise: the event whose result it is
let depth = 0, turn = -1, lastFire = -1, lastSettle = -1;

function take(record) {
  if (record.do === "source") { sources[record.id] = record; record.lines = record.text.split(/\r\n|[\n\r\u2028\u2029]/); return; }
  if (record.do === "function") { functions[record.id] = record; return; }
  const i = events.length;
  events.push(record);
  switch (record.do) {
    case "step": frameSource[i] = open[open.length - 1]; break;
    case "push": open.push(functions[record.f].source); depth++; if (depth === 1 && !(turn >= 0 && isTurn(events[turn]))) turn = i; break;
    case "begin job": turn = i; begun.job.set(record.id, i); break;
    case "begin task": turn = i; begun.task.set(record.id, i); break;
    case "add job": added.job.set(record.id, i); if (record.reaction && lastSettle >= 0) addedBy.set(i, lastSettle); break;
    case "add timer": added.timer.set(record.id, i); break;
    case "fire timer": lastFire = i; break;
    case "add task": added.task.set(record.id, i); if (lastFire === i - 1) fired.set(i, lastFire); break;
    case "react":
      reactAt[record.reaction] = i;
      if (!reactions.has(record.promise)) reactions.set(record.promise, []);
      reactions.get(record.promise).push(i);
      if (record.result && !resultOf.has(record.result)) resultOf.set(record.result, i);
      break;
    case "settle": lastSettle = i; settled.set(record.promise, i); break;
    case "print": prints.push(i); break;
  }
  turnOf[i] = turn;
  depthOf[i] = record.do === "push" ? depth - 1 : depth;
  if (record.do === "pop") { depthOf[i] = --depth; open.pop(); }
  if (record.do === "end job" || record.do === "end task") turn = -1;
  for (const o of record.objects || []) version(o.id, i, o);
  if (record.do === "settle") {
    const old = described(record.promise, i) || { id: record.promise, class: "Promise" };
    version(record.promise, i, { ...old, state: record.how === "fulfilled" ? "fulfilled" : "rejected", value: record.value, unhandled: record.how === "unhandled" });
  }
}
const isTurn = (e) => e.do === "begin job" || e.do === "begin task";

function version(id, i, o) {
  let v = versions.get(id);
  if (!v) {
    versions.set(id, v = { at: [], is: [] });
    if (o.class === "Promise") { promises.push(id); promiseAt.push(i); }
  }
  v.at.push(i); v.is.push(o);
}
// described is what object id looked like after event i.
function described(id, i) {
  const v = versions.get(id);
  if (!v || v.at[0] > i) return null;
  return v.is[below(v.at, i)];
}
// below is the index of the last element of a sorted list that is at most x, or -1.
function below(list, x) {
  let from = 0, to = list.length;
  while (from < to) { const mid = (from + to) >> 1; if (list[mid] <= x) from = mid + 1; else to = mid; }
  return from - 1;
}

// ---- The state after an event: copies now and then, the events between applied.

const every = 1000, copies = [];
const fresh = () => ({ i: -1, frames: [], globals: {}, jobs: new Map(), tasks: new Map(), timers: new Map(), waiting: new Map(), left: null, running: null, changed: new Set() });
const copyFrame = (f) => ({ ...f, vars: { ...f.vars }, outer: { ...f.outer } });
const copy = (s) => ({ ...s, frames: s.frames.map(copyFrame), globals: { ...s.globals }, running: s.running && { ...s.running }, jobs: new Map(s.jobs), tasks: new Map(s.tasks), timers: new Map(s.timers), waiting: new Map([...s.waiting].map(([k, f]) => [k, copyFrame(f)])), changed: new Set() });

function apply(s, i) {
  const e = events[i], top = s.frames[s.frames.length - 1];
  s.i = i;
  s.changed = new Set();
  switch (e.do) {
    case "push": {
      if (e.how !== "resume" && top && e.at) top.at = e.at;
      let f = { f: e.f, tier: e.tier, how: e.how, vars: { ...e.set }, outer: {}, at: e.how === "resume" ? e.at : functions[e.f].at };
      const kept = e.how === "resume" && s.running && s.waiting.get(s.running.result);
      if (kept && kept.f === e.f) { f = { ...copyFrame(kept), how: "resume", at: e.at || kept.at }; s.waiting.delete(s.running.result); s.running.resumed = true; }
      s.frames.push(f);
      break;
    }
    case "pop": {
      const f = s.frames.pop();
      if (f && e.at && e.how !== "return") f.at = e.at;
      s.left = f;
      if (f && f.awaits) { const w = f.awaits; delete f.awaits; s.waiting.set(w.result, { ...f, promise: w.promise }); }
      break;
    }
    case "react":
      if (e.why !== "await") break;
      if (top && top.f === e.f) top.awaits = e;
      else if (s.left && s.left.f === e.f) s.waiting.set(e.result, { ...copyFrame(s.left), promise: e.promise });
      break;
    case "add job": s.jobs.set(e.id, i); break;
    case "begin job": s.jobs.delete(e.id); s.running = { ...e, i, resumed: false }; break;
    case "add task": s.tasks.set(e.id, i); break;
    case "begin task": s.tasks.delete(e.id); s.running = { ...e, i }; break;
    case "end job": case "end task":
      // An async function that came back without being shown is not known to wait again.
      if (s.running && s.running.why === "await" && !s.running.resumed) s.waiting.delete(s.running.result);
      s.running = null; s.frames = []; break;
    case "add timer": s.timers.set(e.id, i); break;
    case "fire timer": if (e.every === undefined) s.timers.delete(e.id); else s.timers.set(e.id, i); break;
    case "remove timer": s.timers.delete(e.id); break;
    case "replace": case "leave": if (top) { top.tier = e.tier; top.vars = {}; top.outer = {}; } break;
  }
  if (e.at && e.do !== "push" && e.do !== "pop") { if (top) top.at = e.at; }
  if (top && e.do !== "push" && (e.set || e.outer || e.gone)) {
    for (const n of e.gone || []) { delete top.vars[n]; delete top.outer[n]; }
    if (e.set) for (const n in e.set) { top.vars[n] = e.set[n]; s.changed.add("v:" + n); }
    if (e.outer) for (const n in e.outer) { top.outer[n] = e.outer[n]; s.changed.add("o:" + n); }
  }
  if (e.globals) for (const n in e.globals) { s.globals[n] = e.globals[n]; s.changed.add("g:" + n); }
  if (e.do === "step" && top) for (const f of s.frames) delete f.last;
}
let state = fresh();
function stateAt(i) {
  if (i === state.i) return state;
  if (!(i > state.i && i - state.i < every)) {
    let k = Math.floor((i + 1) / every);
    while (k > 0 && !copies[k]) k--;
    if (i < state.i || (k * every - 1) > state.i) state = k > 0 ? copy(copies[k]) : fresh();
  }
  while (state.i < i) {
    apply(state, state.i + 1);
    const n = state.i + 1;
    if (n % every === 0 && !copies[n / every]) copies[n / every] = copy(state);
  }
  return state;
}

// ---- Words.

const esc = (t) => String(t).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const fname = (f) => f === undefined ? "a built-in function" : functions[f].name === "(anonymous)" ? "(anonymous, line " + functions[f].at[0] + ")" : functions[f].name;
const why = (e) => ({ await: "resume " + (e.f !== undefined ? fname(e.f) : "an async function"), reaction: e.f !== undefined ? "reaction " + fname(e.f) : "reaction", callback: "callback " + fname(e.f), thenable: "adopt a promise", host: "of the host" })[e.why] || e.why || fname(e.f);
const ms = (us) => (us / 1000).toFixed(us < 10000 ? 1 : 0) + " ms";
const where = (e) => e.at ? ", line " + e.at[0] : "";
function tell(e) {
  switch (e.do) {
    case "step": return (e.turn ? "another turn of the loop at line " : "line ") + e.at[0];
    case "push": return (e.how === "resume" ? "resume " : e.how === "construct" ? "new " : "call ") + fname(e.f);
    case "pop": return { return: "return from ", throw: "an exception leaves ", suspend: "suspend " }[e.how] + fname(e.f) + (e.how === "suspend" ? ", which leaves the stack" : "");
    case "add job": return "job " + e.id + " waits: " + why(e);
    case "begin job": return "job " + e.id + " begins: " + why(e);
    case "end job": return "job " + e.id + " ends";
    case "add task": return "callback " + e.id + " is due: " + fname(e.f);
    case "begin task": return "callback " + e.id + " begins: " + fname(e.f);
    case "end task": return "callback " + e.id + " ends";
    case "add timer": return "timer " + e.id + " is set: " + fname(e.f) + " at " + ms(e.due) + (e.every !== undefined ? ", every " + ms(e.every) : "");
    case "fire timer": return "timer " + e.id + " is due";
    case "remove timer": return "timer " + e.id + " is cleared";
    case "react": return (e.why === "await" ? fname(e.f) + " awaits" : fname(e.f) + " waits for") + " promise " + e.promise;
    case "settle": return "promise " + e.promise + " is " + (e.how === "fulfilled" ? "fulfilled with " : "rejected with ") + short(e.value, state.i) + (e.how === "unhandled" ? ", and nobody handles it yet" : "");
    case "print": return "prints " + e.text.split("\n")[0];
    case "collect": return "a " + e.why + " collection frees " + e.bytes + " bytes";
    case "wait": return "nothing to do for " + ms(e.took);
    case "promote": return fname(e.f) + " is hot: from now on in " + e.tier;
    case "replace": return "the frame of " + fname(e.f) + " goes on in " + e.tier;
    case "leave": return "the frame of " + fname(e.f) + " goes back to " + e.tier;
    case "discard": return "machine code of " + fname(e.f) + " is thrown away";
    case "more": return "… " + (e.turns ? e.turns + " turns of the loop at line " + e.line + (e.calls ? ", with " + e.calls + " calls and turns in them," : "") : e.events ? e.events + " events" : e.calls + " calls and turns of loops") + " are not shown" + (e.why ? ": " + e.why : "");
    case "end": return e.error ? "the end: " + e.text.split("\n").slice(0, 1)[0] : "the end";
  }
  return e.do;
}
// short is a value in few words; objects as they were after event i.
function short(v, i, level = 0) {
  if (typeof v === "string") return JSON.stringify(v);
  if (!Array.isArray(v)) return String(v);
  switch (v[0]) {
    case "object": return shortObject(v[1], i, level);
    case "text": return v[1] ? JSON.stringify(v[1]).slice(0, -1) + "…\" (" + v[2] + ")" : "(text of " + v[2] + ")";
    case "uninitialized": return "(not yet)";
    case "bigint": return v[1] + "n";
    case "number": case "symbol": return v[1];
    case "accessor": return "(accessor)";
  }
  return v[0];
}
function shortObject(id, i, level) {
  const o = described(id, i);
  if (!o) return "{…}";
  const name = o.name || o.class;
  switch (o.class) {
    case "Function": case "BoundFunction": return "ƒ " + (o.text || "()");
    case "Promise": return "Promise " + id + " <" + o.state + ">";
    case "Error": case "Date": case "RegExp": return o.text || o.class;
    case "Array": return level > 1 ? "[…]" : "[" + (o.items || []).slice(0, 6).map((x) => short(x, i, level + 1)).join(", ") + (o.length > 6 ? ", … " + o.length : "") + "]";
    case "Map": case "Set": return name + "(" + o.length + ")";
    case "Boolean": case "Number": case "String": case "Symbol": case "BigInt": return "[" + o.class + " " + short(o.value, i, 2) + "]";
  }
  const props = o.props || [];
  if (level > 1) return (o.name || "") + "{…}";
  return (name === "Object" ? "" : name + " ") + "{" + props.slice(0, 5).map(([k, x]) => k + ": " + short(x, i, level + 1)).join(", ") + (props.length > 5 ? ", …" : "") + "}";
}
const kindClass = (v) => typeof v === "string" || Array.isArray(v) && v[0] === "text" ? "s" : typeof v === "number" ? "d" : Array.isArray(v) && v[0] === "uninitialized" ? "quiet" : "";
const link = (i, text) => `<a class="go" href="#step=${i}" data-go="${i}">${esc(text)}</a>`;

// ---- Causes.

// causes lists the events that led to event i, nearest first.
function causes(i) {
  const out = [], seen = new Set();
  for (let n = 0; n < 24 && i >= 0 && !seen.has(i); n++) {
    seen.add(i);
    const e = events[i];
    let next = -1;
    if (e.do === "begin job") next = added.job.get(e.id) ?? -1;
    else if (e.do === "end job") next = begun.job.get(e.id) ?? -1;
    else if (e.do === "begin task") next = added.task.get(e.id) ?? -1;
    else if (e.do === "end task") next = begun.task.get(e.id) ?? -1;
    else if (e.do === "add task") next = fired.get(i) ?? turnOf[i];
    else if (e.do === "fire timer" || e.do === "remove timer") next = added.timer.get(e.id) ?? -1;
    else if (e.do === "add job" && e.reaction) {
      const r = reactAt[e.reaction], s = r === undefined ? undefined : addedBy.get(i);
      if (r !== undefined) out.push([r, tell(events[r]) + where(events[r])]);
      next = s !== undefined && events[s].promise === events[r].promise ? s : turnOf[i];
    } else next = turnOf[i];
    if (next < 0 || next === i) break;
    const c = events[next];
    out.push([next, c.do === "push" ? "in the script" : tell(c) + where(c)]);
    i = next;
  }
  return out;
}

// ---- Lists that show what can be seen of them.

function virtual(element, height, count, row) {
  const space = element.querySelector(".space"), rows = element.querySelector(".rows");
  let shown = "";
  const draw = (force) => {
    const n = count(), from = Math.max(0, Math.floor(element.scrollTop / height) - 8), to = Math.min(n, from + Math.ceil(element.clientHeight / height) + 16);
    const key = from + "," + to + "," + n;
    if (!force && key === shown) return;
    shown = key;
    space.style.height = n * height + "px";
    rows.style.transform = `translateY(${from * height}px)`;
    let html = "";
    for (let i = from; i < to; i++) html += row(i);
    rows.innerHTML = html;
  };
  element.addEventListener("scroll", () => draw(false), { passive: true });
  return { draw: () => draw(true), show(i) {
    const top = i * height;
    space.style.height = count() * height + "px";
    if (top < element.scrollTop + height || top > element.scrollTop + element.clientHeight - 2 * height) element.scrollTop = Math.max(0, top - element.clientHeight / 2);
    draw(true);
  } };
}

// ---- The source.

const tokens = /(\/\/.*|\/\*.*?(?:\*\/|$))|("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`(?:[^`\\]|\\.)*`?)|((?<![\w$])\d[\w.]*)|\b(await|async|break|case|catch|class|const|continue|default|delete|do|else|export|extends|finally|for|function|get|if|import|in|instanceof|let|new|of|return|set|static|super|switch|this|throw|try|typeof|var|void|while|yield|true|false|null|undefined)\b/g;
function paint(text) {
  let out = "", at = 0;
  for (const m of text.matchAll(tokens)) {
    const c = m[1] ? "c" : m[2] ? "s" : m[3] ? "d" : "k";
    out += esc(text.slice(at, m.index)) + `<span class="${c}">${esc(m[0])}</span>`;
    at = m.index + m[0].length;
  }
  return out + esc(text.slice(at));
}
let shownSource = 0, hereLine = 0, hereColumn = 0, hereEnd = 0, callers = new Set();
const sourceList = virtual($("source"), 20, () => sources[shownSource] ? sources[shownSource].lines.length : 0, (n) => {
  const text = sources[shownSource].lines[n], line = n + 1, here = line === hereLine;
  const end = hereEnd ? hereEnd - 1 : text.length;
  const body = here ? paint(text.slice(0, hereColumn - 1)) + `<span class="at">${paint(text.slice(hereColumn - 1, end))}</span>` + paint(text.slice(end)) : paint(text);
  return `<div class="row${here ? " here" : callers.has(line) ? " caller" : ""}"${here ? ' aria-current="step"' : ""}><b data-line="${line}">${line}</b><span>${body || " "}</span></div>`;
});

// ---- What a step is, and the list of them.

const kinds = { all: () => true, step: (e) => e.do === "step", event: (e) => e.do !== "step" && e.do !== "push" && e.do !== "pop", turn: (e) => isTurn(e) || e.do === "end" };
let chosen = { all: null };
function list(by) {
  if (by === "all") return null;
  const old = chosen[by] || (chosen[by] = { upTo: 0, at: [] });
  for (; old.upTo < events.length; old.upTo++) if (kinds[by](events[old.upTo])) old.at.push(old.upTo);
  if (by === "turn" && old.at[0] !== 0) old.at.unshift(0);
  return old.at;
}
const eventAt = (n) => { const l = list($("by").value); return l ? l[n] : n; };
const eventList = virtual($("events"), 22, () => { const l = list($("by").value); return l ? l.length : events.length; }, (n) => {
  const i = eventAt(n), e = events[i];
  return `<button type="button" class="row${i === at ? " here" : ""}" tabindex="-1" data-go="${i}"><span class="num">${i}</span> ${"&nbsp;&nbsp;".repeat(Math.min(depthOf[i], 12))}<span class="${rowClass(e)}">${esc(tell(e))}</span></button>`;
});
const rowClass = (e) => e.do === "print" ? "s" : e.how === "throw" || e.how === "unhandled" || e.how === "rejected" || e.error ? "err" : e.do.endsWith("job") ? "k" : e.do === "step" ? "quiet" : "";

// ---- Drawing a moment.

let at = -1;
function variables(s, f, top) {
  const rows = (group, vars, sign) => {
    const names = Object.keys(vars);
    if (!names.length) return "";
    return (group ? `<div class="group">${group}</div>` : "") + names.map((n) => `<dt>${esc(n)}</dt><dd class="${kindClass(vars[n])}${top && s.changed.has(sign + n) ? " new" : ""}">${esc(short(vars[n], s.i))}</dd>`).join("");
  };
  if (f.tier !== "interp" && !Object.keys(f.vars).length) return '<p class="quiet">Variables are recorded in interp alone.</p>';
  const as = f.tier !== "interp" ? '<div class="group">as the function was called</div>' : "";
  return `<dl class="vars">${as}${rows("", f.vars, "v:")}${rows("from functions around", f.outer, "o:")}</dl>`;
}
function drawStack(s) {
  let html = "";
  for (let k = s.frames.length - 1; k >= 0 && k >= s.frames.length - 60; k--) {
    const f = s.frames[k], top = k === s.frames.length - 1;
    html += `<details class="frame${top ? " top" : ""}"${top || k > s.frames.length - 4 ? " open" : ""}><summary><b>${esc(fname(f.f))}</b> <small>line ${f.at ? f.at[0] : "?"} · <span class="tier ${f.tier}">${f.tier}</span></small></summary>${variables(s, f, top)}</details>`;
  }
  if (s.frames.length > 60) html += `<p class="quiet">… and ${s.frames.length - 60} frames below</p>`;
  if (!s.frames.length) html = '<p class="quiet">The stack is empty.</p>';
  if (s.waiting.size) html += "<h3>Suspended <small>async functions that wait, not on the stack</small></h3>" + [...s.waiting].slice(-20).map(([, f]) => `<details class="frame"><summary><b>${esc(fname(f.f))}</b> <small>line ${f.at ? f.at[0] : "?"} · waits for promise ${f.promise}</small></summary>${variables(s, f, false)}</details>`).join("");
  const globals = Object.keys(s.globals);
  if (globals.length) html += `<details class="frame" open><summary><b>Global variables</b></summary><dl class="vars">${globals.map((n) => `<dt>${esc(n)}</dt><dd class="${kindClass(s.globals[n])}${s.changed.has("g:" + n) ? " new" : ""}">${esc(short(s.globals[n], s.i))}</dd>`).join("")}</dl></details>`;
  $("stack").innerHTML = html;
}
const chips = (sort, map, text) => [...map.values()].slice(0, 50).map((i) => `<li><button type="button" class="chip ${sort}" data-go="${i}">${esc(text(events[i]))}</button></li>`).join("") + (map.size > 50 ? `<li class="quiet">… and ${map.size - 50} more</li>` : "");
function drawQueues(s) {
  const r = s.running;
  $("running").innerHTML = r ? `<button type="button" class="chip ${r.do === "begin job" ? "job" : "task"}" data-go="${r.i}">${r.do === "begin job" ? "Job" : "Callback"} ${r.id} runs: ${esc(why(r))}</button>` : s.frames.length ? '<span class="chip script">The script runs</span>' : '<span class="quiet">Nothing runs.</span>';
  $("jobs").innerHTML = chips("job", s.jobs, (e) => e.id + ": " + why(e));
  $("tasks").innerHTML = chips("task", s.tasks, (e) => e.id + ": " + fname(e.f));
  $("timers").innerHTML = chips("timer", s.timers, (e) => e.id + ": " + fname(e.f) + (e.every !== undefined ? " every " + ms(e.every) : " at " + ms(e.due)));
}
function drawConsole(i) {
  const n = below(prints, i) + 1, from = Math.max(0, n - 200);
  $("console").innerHTML = (from ? `<div class="quiet">… ${from} lines above</div>` : "") + prints.slice(from, n).map((p) => `<div class="${events[p].error ? "err" : ""}" data-go="${p}">${esc(events[p].text)}</div>`).join("") +
    (events[i].do === "end" && events[i].error ? `<div class="err">${esc(events[i].text)}</div>` : "") || '<span class="quiet">Nothing has been printed.</span>';
  $("console").scrollTop = 1e9;
}
function nameOf(s, id) {
  const is = (v) => Array.isArray(v) && v[0] === "object" && v[1] === id;
  for (const f of [...s.frames].reverse()) for (const vars of [f.vars, f.outer]) for (const n in vars) if (is(vars[n])) return n;
  for (const n in s.globals) if (is(s.globals[n])) return n;
  return "";
}
function drawPromises(s) {
  const total = below(promiseAt, s.i) + 1;
  let ids = promises.slice(Math.max(0, total - 1000), total);
  const waits = (id) => (reactions.get(id) || []).filter((r) => r <= s.i);
  // Those that are pending and those of this turn stand first.
  const order = (id) => { const o = described(id, s.i), v = versions.get(id), last = v.at[below(v.at, s.i)]; return (o.state === "pending" ? 2 : o.unhandled && !waits(id).length ? 3 : 0) * 1e9 + last; };
  ids = ids.sort((a, b) => order(b) - order(a)).slice(0, 30);
  $("promises").innerHTML = ids.map((id) => {
    const o = described(id, s.i), name = nameOf(s, id), from = resultOf.get(id), made = from !== undefined && from <= s.i ? events[from] : null;
    const of = made ? (made.why === "await" ? "result of " + fname(made.f) : "result of a reaction" + where(made)) : "";
    const done = settled.get(id), line = waits(id).map((r) => link(r, tell(events[r]).replace(/ (awaits|waits for) promise \d+$/, "") + where(events[r]))).join("; ");
    return `<div class="promise"><b>${id}</b> ${name ? esc(name) + " " : ""}<span class="state ${o.state}">${o.state}</span> ${o.state !== "pending" ? esc(short(o.value, s.i, 1)) : ""} <small class="quiet">${esc(of)}${o.state !== "pending" && done <= s.i ? " · " + link(done, "settled" + where(events[done])) : ""}${line ? " · waited for by " + line : o.unhandled ? " · nobody handles it" : ""}</small></div>`;
  }).join("") + (total > 30 ? `<p class="quiet">… and ${total - 30} more</p>` : "") || '<span class="quiet">No promise yet.</span>';
}
function drawWhy(i) {
  const e = events[i], list = causes(i);
  $("why").innerHTML = `<li><b>${esc(tell(e) + (e.do === "step" ? "" : where(e)))}</b></li>` + list.map(([c, text]) => `<li>${link(c, text)}</li>`).join("");
}

// ---- Objects as a graph: a column for each step away from the variables.

function refs(o) {
  const rows = [];
  for (const [k, v] of o.props || []) rows.push([k, v]);
  (o.items || []).forEach((v, k) => rows.push([k, v]));
  for (const [k, v] of o.entries || []) rows.push(v === undefined ? ["·", k] : [short(k, at, 2), v]);
  if (o.class === "Promise" && o.state !== "pending") rows.push([o.state, o.value]);
  return rows;
}
function drawHeap(s) {
  const nodes = [], seen = new Map(), queue = [];
  const top = s.frames[s.frames.length - 1];
  const rootsOf = (vars, from) => { for (const n in vars) queue.push([vars[n], n, 0, from]); };
  if (top) { rootsOf(top.vars); rootsOf(top.outer); }
  rootsOf(s.globals);
  let more = 0;
  while (queue.length) {
    const [v, name, level] = queue.shift();
    if (!Array.isArray(v) || v[0] !== "object") continue;
    const o = described(v[1], s.i);
    if (!o || o.class === "Function") continue;
    const known = seen.get(v[1]);
    if (known) { if (level === 0 && known.level === 0) known.names.push(name); continue; }
    if (nodes.length >= 40 || level > 5) { more++; continue; }
    const node = { id: v[1], o, level, names: level === 0 ? [name] : [], rows: refs(o) };
    seen.set(v[1], node); nodes.push(node);
    for (const [k, x] of node.rows) queue.push([x, k, level + 1]);
  }
  const w = 170, gap = 46, heights = [];
  let html = "", edges = "";
  for (const n of nodes) {
    const rows = n.rows.slice(0, 8);
    n.x = n.level * (w + gap); n.y = heights[n.level] || 0; n.shown = rows.length;
    n.h = 19 + rows.length * 17 + (n.rows.length > 8 ? 17 : 0);
    heights[n.level] = n.y + n.h + 12;
    const o = n.o, changed = versions.get(n.id).at[below(versions.get(n.id).at, s.i)] === s.i;
    const head = (n.names.length ? n.names.join(", ") + ": " : "") + (o.name || o.class) + (o.length !== undefined ? "(" + o.length + ")" : "") + (o.class === "Promise" ? " " + n.id : "");
    html += `<div class="node${changed ? " changed" : ""}" style="left:${n.x + 10}px;top:${n.y + 6}px"><h4 title="${esc(head)}">${esc(head)}</h4>${o.text && !rows.length ? `<p>${esc(o.text)}</p>` : ""}${o.class === "Promise" && o.state === "pending" ? '<p class="quiet">pending</p>' : ""}${rows.map(([k, v]) => `<p><span class="quiet">${esc(k)}</span> <span class="${kindClass(v)}">${Array.isArray(v) && seen.has(v[1]) && v[0] === "object" ? "●" : esc(short(v, s.i, 2))}</span></p>`).join("")}${n.rows.length > 8 ? `<p class="quiet">… ${n.rows.length - 8} more</p>` : ""}</div>`;
    if (o.class === "Promise" && o.state === "pending" || o.text && !rows.length) heights[n.level] += 17;
  }
  for (const n of nodes) n.rows.slice(0, n.shown).forEach(([, v], k) => {
    const t = Array.isArray(v) && v[0] === "object" && seen.get(v[1]);
    if (!t) return;
    // To the right at the left edge, within a column around its right side, back to the right edge.
    const y = n.y + 33 + k * 17, ty = t.y + 15, from = n.level > t.level ? n.x + 10 : n.x + w + 10, to = n.level < t.level ? t.x + 10 : t.x + w + 10;
    const out = n.level > t.level ? -26 : 26, into = n.level < t.level ? -26 : 26;
    edges += `<path class="edge" d="M${from} ${y} C${from + out} ${y} ${to + into} ${ty} ${to} ${ty}"/><circle cx="${to}" cy="${ty}" r="2.5" fill="currentColor"/>`;
  });
  const width = Math.max(0, ...nodes.map((n) => n.x + w + 20)), height = Math.max(0, ...heights.filter((h) => h));
  $("heap").innerHTML = nodes.length ? `<div style="width:${width}px;height:${height}px"></div><svg width="${width}" height="${height}" aria-hidden="true">${edges}</svg>${html}` : '<span class="quiet">No variable leads to an object.</span>';
  $("more").textContent = more ? `${more} more are not shown` : "";
}

// ---- Going somewhere.

const clamp = (i) => Math.max(0, Math.min(events.length - 1, i));
function go(i, quiet) {
  if (!events.length) return;
  i = clamp(i);
  at = i;
  const s = stateAt(i), e = events[i], top = s.frames[s.frames.length - 1];
  const f = top || (e.do === "pop" ? s.left : null);
  hereLine = hereColumn = hereEnd = 0;
  if (f && f.at) { shownSource = functions[f.f].source; [hereLine, hereColumn, hereEnd] = f.at; }
  else if (e.f !== undefined) { shownSource = functions[e.f].source; [hereLine, hereColumn] = functions[e.f].at; }
  callers = new Set(s.frames.slice(0, -1).filter((g) => g.at && functions[g.f].source === shownSource).map((g) => g.at[0]));
  $("file").textContent = sources[shownSource] ? sources[shownSource].name : "";
  if (hereLine) sourceList.show(hereLine - 1); else sourceList.draw();
  const mark = document.querySelector("#source .at"), view = $("source");
  if (mark && (mark.offsetLeft < view.scrollLeft || mark.offsetLeft > view.scrollLeft + view.clientWidth - 80)) view.scrollLeft = Math.max(0, mark.offsetLeft - 60);
  drawStack(s); drawQueues(s); drawConsole(i); drawPromises(s); drawWhy(i); drawHeap(s);
  $("now").textContent = tell(e) + (e.do === "step" ? ": " + (sources[shownSource].lines[e.at[0] - 1] || "").slice(e.at[1] - 1, e.at[2] ? e.at[2] - 1 : undefined).trim() : where(e));
  $("count").textContent = `${i} of ${events.length - 1}`;
  $("time").value = i;
  const l = list($("by").value);
  eventList.show(l ? Math.max(0, below(l, i)) : i);
  drawStrip();
  if (!quiet) history.replaceState(null, "", "#step=" + i);
}
function step(direction) {
  const l = list($("by").value);
  if (!l) return go(at + direction);
  const n = below(l, direction > 0 ? at : at - 1) + (direction > 0 ? 1 : 0);
  if (n >= 0 && n < l.length) go(l[n]); else if (direction > 0) go(events.length - 1); else go(0);
}
// over goes to the next statement that is not in a call from here.
function over(direction) {
  const level = Math.max(1, depthOf[at]); // who stands before the first frame of a turn wants to see that one
  for (let i = at + direction; i >= 0 && i < events.length; i += direction) {
    const e = events[i];
    if (depthOf[i] <= level && (e.do === "step" || isTurn(e) || e.do === "end")) return go(i);
  }
  go(direction > 0 ? events.length - 1 : 0);
}
function byTurn(direction) {
  const l = list("turn"), n = below(l, direction > 0 ? at : at - 1) + (direction > 0 ? 1 : 0);
  go(n >= 0 && n < l.length ? l[n] : direction > 0 ? events.length - 1 : 0);
}
// seek goes to the next event in a direction that is wanted, around the end; false: there is none.
function seek(direction, wanted) {
  const n = events.length;
  for (let k = 1; k <= n; k++) {
    const i = (at + direction * k + n * 2) % n;
    if (wanted(events[i], i)) { go(i); return true; }
  }
  return false;
}
// textOf is all that an event says: what happens, and the line that runs.
function textOf(e, i) {
  if (e.do !== "step") return tell(e);
  const f = frameSource[i];
  return tell(e) + " " + (f !== undefined ? sources[f].lines[e.at[0] - 1] || "" : "");
}
let timer = 0;
function play(on) {
  clearInterval(timer);
  timer = on ? setInterval(() => { if (at >= events.length - 1) play(false); else step(1); }, +$("speed").value) : 0;
  $("play").textContent = on ? "Pause" : "Play";
}

// ---- The time line: what ran when, in colours, with what was printed.

let painted = null;
function drawStrip() {
  const c = $("strip"), w = c.clientWidth, h = 18;
  if (!w) return;
  const key = w + "," + events.length + "," + getComputedStyle(document.body).backgroundColor;
  if (!painted || painted.key !== key) {
    const p = document.createElement("canvas"), style = getComputedStyle(root);
    p.width = w; p.height = h;
    const g = p.getContext("2d"), colour = (n) => { g.fillStyle = style.getPropertyValue(n); return resolve(n); };
    for (let x = 0; x < w; x++) {
      const i = Math.floor(x * events.length / w), t = turnOf[i], e = events[i];
      if (!e) continue;
      g.fillStyle = t < 0 ? colour("--panel") : events[t].do === "begin job" ? colour("--job") : events[t].do === "begin task" ? colour("--task") : colour("--script");
      const top = Math.max(3, h - 4 - Math.min(depthOf[i], 12));
      if (t >= 0) g.fillRect(x, top - 2, 1, h - top + 2);
    }
    for (const i of prints) { g.fillStyle = events[i].error ? colour("--warn") : colour("--native"); g.fillRect(Math.floor(i * w / events.length), 0, 2, 4); }
    painted = { key, p };
  }
  c.width = w; c.height = h;
  const g = c.getContext("2d");
  g.drawImage(painted.p, 0, 0);
  g.fillStyle = resolve("--focus");
  g.fillRect(Math.floor(at * w / events.length), 0, 2, h);
}
// resolve is a colour of the style sheet for a canvas, which knows no light-dark.
const probe = document.createElement("span");
probe.hidden = true; document.body.append(probe);
function resolve(name) { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; }

// ---- The reader.

$("next").onclick = () => step(1); $("back").onclick = () => step(-1);
$("turnNext").onclick = () => byTurn(1); $("turnBack").onclick = () => byTurn(-1);
$("first").onclick = () => go(0); $("last").onclick = () => go(events.length - 1);
$("play").onclick = () => play(!timer);
$("time").oninput = (e) => go(+e.target.value);
$("by").onchange = () => { eventList.draw(); go(at); };
$("help").onclick = () => { const open = $("keys").hidden; $("keys").hidden = !open; $("help").setAttribute("aria-expanded", open); };
$("speed").onchange = () => { if (timer) play(true); };
$("find").onkeydown = (e) => {
  if (e.key !== "Enter" || !e.target.value) return;
  const text = e.target.value.toLowerCase();
  e.target.classList.toggle("none", !seek(e.shiftKey ? -1 : 1, (x, i) => textOf(x, i).toLowerCase().includes(text)));
};
$("source").addEventListener("click", (e) => {
  const b = e.target.closest("[data-line]");
  if (b) { play(false); seek(e.shiftKey ? -1 : 1, (x, i) => x.do === "step" && x.at[0] === +b.dataset.line && frameSource[i] === shownSource); }
});
$("theme").addEventListener("click", drawStrip); // in the colours that it has now
document.addEventListener("click", (e) => {
  const b = e.target.closest("[data-go]");
  if (b && !e.ctrlKey && !e.metaKey) { e.preventDefault(); play(false); go(+b.dataset.go); }
});
addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches("select, #find")) return;
  const act = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), ArrowDown: () => over(1), ArrowUp: () => over(-1), PageDown: () => byTurn(1), PageUp: () => byTurn(-1), Home: () => go(0), End: () => go(events.length - 1), " ": () => play(!timer) }[e.key];
  if (!act || e.key === " " && e.target.matches("button, summary, a")) return;
  e.preventDefault();
  if (e.key !== " ") play(false);
  act();
});
const wanted = () => { const m = /^#step=(\d+)$/.exec(location.hash); return m ? +m[1] : null; };
addEventListener("hashchange", () => { const w = wanted(); if (w !== null && w !== at) go(w); });
addEventListener("resize", () => { sourceList.draw(); eventList.draw(); drawStrip(); });

function summary() {
  const turns = list("turn").length - 1, statements = events.reduce((n, e) => n + (e.do === "step"), 0);
  $("summary").textContent = `${events.length} events: ${statements} statements, ${added.job.size} jobs, ${added.task.size} callbacks, ${Math.max(turns, 0)} turns of the event loop`;
  $("time").max = Math.max(0, events.length - 1);
}
for (const r of JSON.parse($("recording").textContent)) take(r);
summary();
go(wanted() ?? 0, true);

// ---- A script that still runs: more events arrive, and who stands at the end goes along.

const live = document.querySelector("main").dataset.live;
if (live) {
  const source = new EventSource(live);
  let follow = 0;
  $("now").textContent = "waiting for the script";
  source.onmessage = (m) => {
    const atEnd = at < 0 || at === events.length - 1;
    for (const r of JSON.parse(m.data)) take(r);
    if (atEnd) { cancelAnimationFrame(follow); follow = requestAnimationFrame(() => { summary(); go(events.length - 1, true); }); }
    else { summary(); $("count").textContent = `${at} of ${events.length - 1}`; eventList.draw(); drawStrip(); }
  };
  source.addEventListener("end", () => source.close());
}
