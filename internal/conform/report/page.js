"use strict";
const $ = (id) => document.getElementById(id);
const make = (tag, properties, ...children) => {
  const e = Object.assign(document.createElement(tag), properties);
  e.append(...children);
  return e;
};
const modeNames = { s: "sloppy", t: "strict", m: "module", r: "raw", "-": "" };
const step = 200; // rows that are shown at once

let data, tests = [], nodes = [], scenarios = 0;
const state = { engine: 0, view: "Folders", sort: {}, open: new Set([0]), shown: step, filter: "", status: "", edition: "", feature: "" };
let views = ["Folders", "Features", "Editions", "Tests", "Slowest"];

// unpack makes tests and the tree of folders of the columns that the page carries.
function unpack() {
  const modes = data.modes.split(" ");
  const byPath = new Map([["", 0]]);
  nodes = [{ path: "", name: "all", parent: -1, children: [], tests: [] }];
  const nodeOf = (path) => {
    if (byPath.has(path)) return byPath.get(path);
    const cut = path.lastIndexOf("/"), parent = nodeOf(cut < 0 ? "" : path.slice(0, cut)), at = nodes.length;
    nodes.push({ path, name: path.slice(cut + 1), parent, children: [], tests: [] });
    nodes[parent].children.push(at);
    byPath.set(path, at);
    return at;
  };
  let folder = "", node = 0;
  for (const line of data.files.split("\n")) {
    if (line === "") continue;
    if (line[0] === "/") {
      folder = line.slice(1) === "." ? "" : line.slice(1);
      node = nodeOf(folder);
      continue;
    }
    const i = tests.length, path = folder === "" ? line : folder + "/" + line;
    nodes[node].tests.push(i);
    tests.push({ path, name: line, lower: path.toLowerCase(), node, first: scenarios, modes: modes[i], edition: data.editionOf[i], features: data.sets[data.setOf[i]] });
    scenarios += modes[i].length;
  }
  data.why = data.engines.map((_, e) => {
    const why = new Int32Array(scenarios).fill(-1);
    let n = 0;
    for (let s = 0; s < scenarios; s++) {
      if (data.verdicts[e][s] > "0") why[s] = data.messageOf[e][n++];
    }
    return why;
  });
}

const verdict = (engine, scenario) => data.verdicts[engine][scenario];
const ran = (v) => v !== "-";
const message = (engine, scenario) => data.why[engine][scenario] < 0 ? "" : data.messages[data.why[engine][scenario]];
const differs = (s) => data.engines.some((_, e) => ran(verdict(e, s)) && ran(verdict(state.engine, s)) && (verdict(e, s) === "0") !== (verdict(state.engine, s) === "0"));

function wanted(v, s) {
  switch (state.status) {
    case "": return true;
    case "failing": return v > "0";
    case "differs": return differs(s);
  }
  return v === state.status;
}

// chosen calls f(test, scenario, mode) for what the filter leaves.
function chosen(f) {
  const words = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const edition = state.edition === "" ? -1 : +state.edition, feature = state.feature === "" ? -1 : +state.feature;
  const hit = data.messages.map((m) => words.length > 0 && words.every((w) => m.toLowerCase().includes(w)));
  tests.forEach((t, i) => {
    if (edition >= 0 && t.edition !== edition || feature >= 0 && !t.features.includes(feature)) return;
    const named = words.every((w) => t.lower.includes(w));
    for (let k = 0; k < t.modes.length; k++) {
      const s = t.first + k, v = verdict(state.engine, s), why = data.why[state.engine][s];
      if ((named || why >= 0 && hit[why]) && wanted(v, s)) f(i, s, t.modes[k]);
    }
  });
}

// Sums: scenarios and passes for each engine.
const sum = () => ({ n: new Int32Array(data.engines.length), pass: new Int32Array(data.engines.length) });
function add(to, s) {
  for (let e = 0; e < data.engines.length; e++) {
    const v = verdict(e, s);
    if (ran(v)) to.n[e]++;
    if (v === "0") to.pass[e]++;
  }
}
const share = (t, e) => t.n[e] === 0 ? "–" : t.pass[e] === t.n[e] ? "100%" : Math.min(99.99, 100 * t.pass[e] / t.n[e]).toFixed(2) + "%";
const part = (t, e) => t.n[e] === 0 ? -1 : t.pass[e] / t.n[e];

const figure = (n) => n.toLocaleString("en");
const cell = (text, className = "") => make("td", { textContent: text, className });
const bar = (t, e) => make("span", { className: "bar", ariaHidden: "true" }, Object.assign(make("i"), { style: `width: ${100 * Math.max(0, part(t, e))}%` }));

// others are the engines that are not chosen.
const others = () => data.engines.map((_, e) => e).filter((e) => e !== state.engine);
function sumCells(t) {
  const e = state.engine, td = make("td", {}, bar(t, e), make("span", { className: "share", textContent: share(t, e) }));
  return [cell(figure(Math.max(...t.n))), td, cell(figure(t.n[e] - t.pass[e]), t.n[e] > t.pass[e] ? "fail" : ""), ...others().map((o) => cell(share(t, o), "others"))];
}
function sumColumns(first) {
  return [[first, (a, b) => a.order - b.order], ["scenarios", (a, b) => Math.max(...a.n) - Math.max(...b.n)], [data.engines[state.engine], (a, b) => part(a, state.engine) - part(b, state.engine)],
    ["failed", (a, b) => a.n[state.engine] - a.pass[state.engine] - (b.n[state.engine] - b.pass[state.engine])], ...others().map((o) => [data.engines[o], (a, b) => part(a, o) - part(b, o), "others"])];
}

// head draws the columns, and returns how rows are to be ordered.
function head(columns) {
  const sort = state.sort[state.view] || { column: 0, up: true };
  $("table").tHead.replaceChildren(make("tr", {}, ...columns.map(([name, compare, className], i) => {
    const th = make("th", { scope: "col", className: className || "" });
    if (!compare) return th.append(name), th;
    th.ariaSort = sort.column === i ? (sort.up ? "ascending" : "descending") : "none";
    th.append(make("button", { type: "button", textContent: name, onclick: () => {
      state.sort[state.view] = { column: i, up: sort.column === i ? !sort.up : i === 0 };
      draw();
      $("table").tHead.rows[0].cells[i].firstChild.focus();
    } }));
    return th;
  })));
  const compare = columns[Math.min(sort.column, columns.length - 1)][1] || (() => 0);
  return (a, b) => sort.up ? compare(a, b) : compare(b, a);
}

function folderRows() {
  const sums = nodes.map(sum), left = new Map();
  chosen((test, s, mode) => {
    add(sums[tests[test].node], s);
    if (!left.has(test)) left.set(test, []);
    left.get(test).push([s, mode]);
  });
  for (let n = nodes.length - 1; n > 0; n--) {
    const from = sums[n], to = sums[nodes[n].parent];
    for (let e = 0; e < data.engines.length; e++) { to.n[e] += from.n[e]; to.pass[e] += from.pass[e]; }
  }
  const order = head(sumColumns("folder")), rows = [];
  const walk = (n, level) => {
    const node = nodes[n], t = Object.assign(sums[n], { order: n }), open = state.open.has(n);
    if (Math.max(...t.n) === 0 && n !== 0) return;
    rows.push(() => {
      const fold = make("button", { type: "button", className: "fold", textContent: node.name + (n === 0 ? "" : "/"), ariaExpanded: String(open), onclick: () => toggle(n) });
      fold.dataset.key = "n" + n;
      const td = make("td", {}, fold);
      td.style.setProperty("--level", level);
      return make("tr", {}, td, ...sumCells(t));
    });
    if (!open) return;
    for (const child of node.children.map((c) => Object.assign(sums[c], { order: c, node: c })).sort(order)) walk(child.node, level + 1);
    for (const test of node.tests) {
      if (left.has(test)) rows.push(() => fileRow(test, left.get(test), level + 1));
    }
  };
  walk(0, 0);
  return rows;
}

// fileRow is a test in the tree, which opens to its messages.
function fileRow(test, list, level) {
  const t = sum();
  for (const [s] of list) add(t, s);
  const button = make("button", { type: "button", className: "file", textContent: tests[test].name });
  button.dataset.key = "t" + test;
  const td = make("td", {}, button), row = make("tr", {}, td, ...sumCells(t));
  td.style.setProperty("--level", level);
  explained(button, row, list);
  return row;
}

// explained lets a button open and close what there is to say of scenarios.
function explained(button, row, list) {
  button.ariaExpanded = "false";
  let below;
  button.onclick = () => {
    button.ariaExpanded = String(!below);
    if (below) return below.remove(), below = undefined;
    const lines = [];
    for (const [s, mode] of list) {
      data.engines.forEach((engine, e) => {
        const v = verdict(e, s);
        if (ran(v)) lines.push([modeNames[mode], engine].filter(Boolean).join(", ") + ": " + data.statuses[v] + (v > "0" ? "\n  " + message(e, s).replaceAll("\n", "\n  ") : ""));
      });
    }
    below = make("tr", {}, make("td", { colSpan: row.cells.length }, make("pre", { textContent: lines.join("\n") })));
    row.after(below);
  };
}

function toggle(n) {
  state.open.has(n) ? state.open.delete(n) : state.open.add(n);
  draw();
}

// groupRows are features or editions.
function groupRows(names, of, title, choose) {
  const sums = names.map((_, i) => Object.assign(sum(), { order: i, name: names[i] }));
  chosen((test, s) => { for (const g of of(tests[test])) if (g >= 0) add(sums[g], s); });
  const order = head(sumColumns(title));
  return sums.filter((t) => Math.max(...t.n) > 0).sort(order).map((t) => () => {
    const button = make("button", { type: "button", textContent: t.name, title: "Show its tests", onclick: () => choose(String(t.order)) });
    button.dataset.key = "g" + t.order;
    return make("tr", {}, make("td", {}, button), ...sumCells(t));
  });
}

function testRows(list, last) {
  const e = state.engine, text = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  const why = (x) => message(e, x.s);
  const columns = [["test", (a, b) => text(tests[a.test].path, tests[b.test].path) || a.s - b.s], ["mode", (a, b) => text(a.mode, b.mode), "word"],
    ["verdict", (a, b) => text(verdict(e, a.s), verdict(e, b.s)), "word"], last];
  const order = head(columns);
  return list.sort(order).map((x) => () => {
    const v = verdict(e, x.s), button = make("button", { type: "button", textContent: tests[x.test].path });
    button.dataset.key = "s" + x.s;
    const td = make("td", {}, button), status = ran(v) ? data.statuses[v] : "not run";
    const row = make("tr", {}, td, cell(modeNames[x.mode], "word"), cell(status, "word " + status), x.ms === undefined ? cell(why(x).split("\n", 1)[0], "why") : cell(x.ms.toFixed(1)));
    explained(button, row, [[x.s, x.mode]]);
    return row;
  });
}

const viewRows = {
  Folders: folderRows,
  Features: () => groupRows(data.features, (t) => t.features, "feature", (i) => choose({ feature: i })),
  Editions: () => groupRows(data.editions, (t) => [t.edition], "edition", (i) => choose({ edition: i })),
  Tests: () => {
    const list = [];
    chosen((test, s, mode) => list.push({ test, s, mode }));
    return testRows(list, ["message", (a, b) => { const x = message(state.engine, a.s), y = message(state.engine, b.s); return x < y ? -1 : x > y ? 1 : 0; }, "word"]);
  },
  Slowest: () => {
    const times = new Map(data.slowest[state.engine] || []), list = [];
    chosen((test, s, mode) => { if (times.has(s)) list.push({ test, s, mode, ms: times.get(s) }); });
    state.sort.Slowest = state.sort.Slowest || { column: 3, up: false };
    return testRows(list, ["ms", (a, b) => a.ms - b.ms]);
  },
};

// choose sets filters and shows the tests that they leave.
function choose(filters) {
  Object.assign(state, filters, { view: "Tests", shown: step });
  draw();
  $("panel").focus();
}

function draw() {
  const focused = document.activeElement && document.activeElement.dataset.key;
  for (const name of ["filter", "status", "edition", "feature"]) if ($(name).value !== state[name]) $(name).value = state[name];
  for (const tab of $("tabs").children) {
    const on = tab.textContent === state.view;
    tab.ariaSelected = String(on);
    tab.tabIndex = on ? 0 : -1;
    if (on) $("panel").setAttribute("aria-labelledby", tab.id);
  }
  [...$("engines").querySelectorAll("button")].forEach((b, e) => { b.ariaPressed = String(e === state.engine); });
  const rows = viewRows[state.view]();
  $("table").tBodies[0].replaceChildren(...rows.slice(0, state.shown).map((row) => row()));
  const t = sum();
  chosen((_, s) => add(t, s));
  const e = state.engine, most = Math.max(...t.n);
  $("count").textContent = most === 0 ? "Nothing is like that." : `${figure(most)} scenarios; ${data.engines[e]} passes ${figure(t.pass[e])} of them (${share(t, e)}).`;
  $("more").hidden = rows.length <= state.shown;
  $("more").textContent = `Show more of ${figure(rows.length)} rows`;
  if (focused) document.querySelector(`[data-key="${focused}"]`)?.focus();
}

function drawEngines() {
  const all = sum();
  for (let s = 0; s < scenarios; s++) add(all, s);
  $("engines").replaceChildren(...data.engines.map((name, e) => make("li", {}, make("button", { type: "button", onclick: () => { state.engine = e; draw(); } },
    make("b", { textContent: share(all, e) }), name, make("small", { textContent: `${figure(all.pass[e])} of ${figure(all.n[e])} scenarios` }), bar(all, e)))));
}

// drawHistory plots what part passed in each run of the history.
function drawHistory() {
  const past = data.history || [];
  if (past.length < 2) return;
  const names = [...new Set(past.flatMap((p) => Object.keys(p.engines)))].slice(0, 5);
  const of = (p, name) => p.engines[name] && p.engines[name].total > 0 ? 100 * p.engines[name].passed / p.engines[name].total : null;
  const values = past.flatMap((p) => names.map((n) => of(p, n))).filter((v) => v !== null);
  const low = Math.max(0, Math.floor(Math.min(...values) - 0.5)), high = Math.min(100, Math.ceil(Math.max(...values) + 0.5));
  const x = (i) => 48 + i * 640 / (past.length - 1), y = (v) => 16 + (high - v) * 88 / (high - low || 1);
  const svg = (tag, attributes, text = "") => {
    const s = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [k, v] of Object.entries(attributes)) s.setAttribute(k, v);
    s.textContent = text;
    return s;
  };
  const label = `Share that passed in ${past.length} runs: ` + names.map((n) => `${n} ${(of(past[past.length - 1], n) ?? 0).toFixed(2)}%`).join(", ");
  const plot = svg("svg", { viewBox: "0 0 720 132", role: "img", "aria-label": label });
  plot.append(svg("text", { x: 6, y: 20 }, high + "%"), svg("text", { x: 6, y: 108 }, low + "%"),
    svg("text", { x: 48, y: 126 }, past[0].date.slice(0, 10)), svg("text", { x: 688, y: 126, "text-anchor": "end" }, past[past.length - 1].date.slice(0, 10)));
  names.forEach((name, n) => {
    const points = past.map((p, i) => [x(i), of(p, name), p]).filter((p) => p[1] !== null);
    plot.append(svg("polyline", { class: "l" + n, points: points.map(([a, v]) => `${a},${y(v)}`).join(" ") }));
    for (const [a, v, p] of points) {
      const dot = svg("circle", { class: "l" + n, cx: a, cy: y(v), r: 3 });
      dot.append(svg("title", {}, `${name}, ${p.date.slice(0, 10)}: ${v.toFixed(2)}%`));
      plot.append(dot);
    }
  });
  const key = make("p", { className: "key" }, "What part passed, run by run: ");
  names.forEach((name, n) => key.append(n > 0 ? ", " : "", make("span", { className: "l" + n, textContent: "● " }), name));
  $("history").append(plot, key);
  $("history").hidden = false;
}

function listen() {
  const options = (id, first, list) => $(id).replaceChildren(make("option", { value: "", textContent: first }), ...list.map(([value, textContent]) => make("option", { value, textContent })));
  options("status", "all", [["failing", "not passed"], ...(data.engines.length > 1 ? [["differs", "engines differ"]] : []), ...data.statuses.map((s, i) => [String(i), s])]);
  options("edition", "all", data.editions.map((e, i) => [String(i), e]));
  options("feature", "all", data.features.map((f, i) => [String(i), f]));
  for (const name of ["status", "edition", "feature", "filter"]) {
    $(name).addEventListener("input", () => { state[name] = $(name).value; state.shown = step; draw(); });
  }
  $("clear").addEventListener("click", () => { Object.assign(state, { filter: "", status: "", edition: "", feature: "", shown: step }); draw(); });
  $("more").addEventListener("click", () => { state.shown *= 4; draw(); });
  $("tabs").replaceChildren(...views.map((view) => {
    const tab = make("button", { type: "button", role: "tab", id: "tab-" + view, textContent: view, onclick: () => show(view) });
    tab.setAttribute("aria-controls", "panel");
    return tab;
  }));
  document.addEventListener("keydown", press);
}

function show(view) {
  state.view = view;
  state.shown = step;
  draw();
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement, typing = /^(INPUT|SELECT)$/.test(at.tagName);
  const tab = [...$("tabs").children].indexOf(at);
  if (event.key === "Escape" && typing) return at.blur();
  if (typing) return;
  if (event.key === "/") $("filter").focus();
  else if (views[event.key - 1]) show(views[event.key - 1]);
  else if (tab >= 0 && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    show(views[(tab + (event.key === "ArrowRight" ? 1 : views.length - 1)) % views.length]);
    $("tab-" + state.view).focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const keys = [...$("table").tBodies[0].querySelectorAll("[data-key]")], i = keys.indexOf(at);
    const next = keys[event.key === "ArrowDown" ? i + 1 : i - 1];
    if (!next || i < 0 && !$("panel").contains(at) && at !== document.body) return;
    next.focus();
  } else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && at.ariaExpanded) {
    if (at.ariaExpanded === String(event.key === "ArrowLeft")) at.click();
    else if (event.key === "ArrowLeft" && at.dataset.key[0] === "n") {
      const parent = nodes[+at.dataset.key.slice(1)].parent;
      if (parent >= 0) document.querySelector(`[data-key="n${parent}"]`)?.focus();
    }
  } else return;
  event.preventDefault();
}

async function start() {
  const bytes = Uint8Array.from(atob($("data").textContent), (c) => c.charCodeAt(0));
  data = JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text());
  unpack();
  views = views.filter((view) => (view !== "Features" || data.features.length > 0) && (view !== "Editions" || data.editions.length > 0));
  $("last").textContent = views.length;
  for (const name of ["feature", "edition"]) $(name).parentElement.hidden = data[name + "s"].length === 0;
  for (const child of nodes[0].children) if (nodes[0].children.length === 1) state.open.add(child);
  drawEngines();
  drawHistory();
  listen();
  draw();
}
const started = start().catch((error) => { $("count").textContent = "The results cannot be shown: " + error; });
