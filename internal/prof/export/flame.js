'use strict';
// D.stacks are [parent, frame, took, took before], parents first; parent -1 is the root.
// D.frames are [function, line, tier], D.functions [name, where].
const D = JSON.parse(document.getElementById('data').textContent);
const at = (id) => document.getElementById(id);
const flame = at('flame'), search = at('search');
const row = 22, least = 2;
let inverted = false, byLine = false, before = false, root, zoom, focused, query = '', cells = new Map();

function make(parent, frame) {
  return { parent, fn: frame ? frame[0] : -1, line: frame && byLine ? frame[1] : 0, took: [0, 0], self: [0, 0], tiers: D.tiers.map(() => 0), kids: [], known: new Map(), depth: parent ? parent.depth + 1 : 0 };
}
function child(node, frame) {
  const key = byLine ? frame[0] + ':' + frame[1] : frame[0];
  let kid = node.known.get(key);
  if (!kid) {
    node.known.set(key, kid = make(node, frame));
    node.kids.push(kid);
  }
  return kid;
}
function build() {
  root = make(null, null);
  const count = D.stacks.length, total = D.stacks.map((s) => [s[2], s[3] || 0]);
  for (let i = count - 1; i >= 0; i--) {
    const parent = D.stacks[i][0];
    for (const k of [0, 1]) {
      root.took[k] += D.stacks[i][2 + k] || 0;
      if (parent >= 0) total[parent][k] += total[i][k];
    }
  }
  const nodes = [];
  for (let i = 0; i < count; i++) {
    const [parent, frame, took, was] = D.stacks[i];
    if (!inverted) {
      const node = nodes[i] = child(parent < 0 ? root : nodes[parent], D.frames[frame]);
      add(node, total[i], frame);
      node.self[0] += took;
      node.self[1] += was || 0;
    } else if (took || was) {
      let node = root;
      for (let k = i; k >= 0; k = D.stacks[k][0]) {
        const f = D.stacks[k][1];
        node = child(node, D.frames[f]);
        add(node, [took, was || 0], f);
        if (k === i) { node.self[0] += took; node.self[1] += was || 0; }
      }
    }
  }
  const sort = (node) => {
    node.kids.sort((a, b) => Math.max(...b.took) - Math.max(...a.took));
    node.kids.forEach(sort);
  };
  sort(root);
  zoom = focused = root;
}
function add(node, took, frame) {
  node.took[0] += took[0];
  node.took[1] += took[1];
  node.tiers[D.frames[frame][2]] += took[0] || took[1];
}

const width = (node) => node.took[before ? 1 : 0];
const share = (node, k) => D.took[k] ? node.took[k] / D.took[k] : 0;
const name = (node) => node.fn < 0 ? 'all' : D.functions[node.fn][0] + (node.line ? ':' + node.line : '');
const percent = (x) => (100 * x).toFixed(x < 0.1 ? 2 : 1) + '%';
function time(ns) {
  return ns >= 1e9 ? (ns / 1e9).toFixed(2) + ' s' : ns >= 1e6 ? (ns / 1e6).toFixed(1) + ' ms' : (ns / 1e3).toFixed(1) + ' µs';
}
function signed(x) { return (x < 0 ? '−' : '+') + (100 * Math.abs(x)).toFixed(2) + ' points'; }

function paint(node) {
  if (node.fn < 0) return 'var(--panel)';
  if (D.compare) {
    const a = share(node, 1), b = share(node, 0), most = Math.max(a, b);
    const much = most ? Math.min(1, Math.abs(b - a) / most) : 0;
    return `color-mix(in srgb, var(--${b > a ? 'grown' : 'shrunk'}) ${Math.round(100 * Math.sqrt(much))}%, var(--panel))`;
  }
  const sum = node.tiers.reduce((a, b) => a + b, 0) || 1;
  let from = 0;
  const stops = [];
  node.tiers.forEach((t, i) => {
    if (!t) return;
    const to = from + 100 * t / sum;
    stops.push(`var(--fill-${D.tiers[i]}) ${from.toFixed(1)}% ${to.toFixed(1)}%`);
    from = to;
  });
  return stops.length ? `linear-gradient(to right, ${stops.join(', ')})` : 'var(--panel)';
}

function draw(again) {
  const wide = flame.clientWidth, matches = query ? matcher() : null;
  flame.textContent = '';
  cells = new Map();
  let deepest = 0;
  const cell = (node, left, size, above) => {
    const e = document.createElement('div');
    e.setAttribute('role', 'treeitem');
    e.setAttribute('aria-level', node.depth + 1);
    e.setAttribute('aria-label', describe(node));
    e.tabIndex = node === focused ? 0 : -1;
    e.style.left = left + 'px';
    e.style.width = Math.max(size - 1, 1) + 'px';
    e.style.top = node.depth * row + 'px';
    e.style.background = paint(node);
    if (size > 24) e.textContent = name(node);
    if (above) e.classList.add('above');
    if (matches) e.classList.add(matches.has(node.fn) ? 'hit' : 'dim');
    e.onclick = () => { zoom = focused = node; draw(); cells.get(node).focus(); };
    e.onmouseenter = () => tell(node);
    e.onfocus = () => { mark(node); tell(node); };
    flame.append(e);
    cells.set(node, e);
    deepest = Math.max(deepest, node.depth);
  };
  for (let n = zoom.parent; n; n = n.parent) cell(n, 0, wide, true);
  const place = (node, left, size) => {
    cell(node, left, size, false);
    const all = width(node) || 1;
    let x = left;
    for (const kid of node.kids) {
      const w = size * width(kid) / all;
      if (w >= least) place(kid, x, w);
      x += w;
    }
  };
  place(zoom, 0, wide);
  flame.style.height = (deepest + 1) * row + 'px';
  if (flame.clientWidth !== wide && !again) return draw(true); // a scroll bar has come or gone
  at('out').disabled = zoom === root;
  if (matches) {
    const part = found(root, matches, 0);
    at('found').textContent = matches.size + (matches.size === 1 ? ' function, ' : ' functions, ') + percent(D.took[0] ? part / D.took[0] : 0) + ' of the time';
  } else at('found').textContent = '';
}
function mark(node) {
  cells.get(focused)?.setAttribute('tabindex', -1);
  focused = node;
  cells.get(node)?.setAttribute('tabindex', 0);
}
function matcher() {
  const words = query.toLowerCase(), out = new Set();
  D.functions.forEach((f, i) => { if ((f[0] + ' ' + f[1]).toLowerCase().includes(words)) out.add(i); });
  return out;
}
function found(node, matches, k) {
  if (matches.has(node.fn)) return node.took[k];
  return node.kids.reduce((sum, kid) => sum + found(kid, matches, k), 0);
}
function describe(node) {
  let text = name(node) + ', ' + percent(share(node, 0)) + ', ' + time(node.took[0]);
  if (D.compare) text += ', before ' + percent(share(node, 1));
  return text;
}
function tell(node) {
  const info = at('info');
  info.textContent = '';
  const line = (text, tag) => { const e = document.createElement(tag || 'div'); e.textContent = text; info.append(e); return e; };
  line(name(node), 'strong');
  if (node.fn >= 0 && D.functions[node.fn][1]) line(' ' + D.functions[node.fn][1], 'span');
  if (D.compare) {
    line(`after ${percent(share(node, 0))} (${time(node.took[0])}), before ${percent(share(node, 1))} (${time(node.took[1])}): ${signed(share(node, 0) - share(node, 1))}`);
  } else {
    const own = node.fn < 0 ? '' : `, itself ${percent(D.took[0] ? node.self[0] / D.took[0] : 0)} (${time(node.self[0])})`;
    line(`${percent(share(node, 0))} of the time (${time(node.took[0])})${own}`);
    const sum = node.tiers.reduce((a, b) => a + b, 0);
    if (sum) line('in ' + D.tiers.map((t, i) => [t, node.tiers[i] / sum]).filter((t) => t[1] >= 0.005).sort((a, b) => b[1] - a[1]).map((t) => `${t[0]} ${Math.round(100 * t[1])}%`).join(', '));
  }
  const text = node.line && D.lines[node.fn + ':' + node.line];
  if (text) line(node.line + ' | ' + text, 'code');
}
function toggle(id, change) {
  const b = at(id);
  if (b) b.onclick = () => {
    b.setAttribute('aria-pressed', change());
    draw();
  };
}
function shown(node) { while (node && !cells.has(node)) node = node.parent; return node; }
function go(node) {
  if (!node || !cells.has(node)) return;
  mark(node);
  cells.get(node).focus();
}
function beside(node, step) {
  const kids = node.parent ? node.parent.kids.filter((k) => cells.has(k)) : [];
  return kids[kids.indexOf(node) + step];
}
function back() {
  if (zoom === root) return;
  const from = zoom;
  zoom = zoom.parent;
  draw();
  go(shown(from));
}
toggle('invert', () => { inverted = !inverted; build(); return inverted; });
toggle('lines', () => { byLine = !byLine; build(); return byLine; });
toggle('before', () => before = !before);
at('out').onclick = () => { const from = zoom; zoom = root; draw(); go(shown(from)); };
search.oninput = () => { query = search.value.trim(); draw(); };
for (const b of document.querySelectorAll('td .name')) b.onclick = () => { search.value = query = b.textContent; draw(); scrollTo({ top: 0 }); };
addEventListener('keydown', (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.target === search) {
    if (e.key === 'Escape') { search.value = query = ''; draw(); go(shown(focused)); }
    return;
  }
  const inside = flame.contains(e.target);
  switch (e.key) {
    case '/': search.focus(); break;
    case 'i': at('invert').click(); break;
    case 'l': at('lines').click(); break;
    case 'Escape': back(); break;
    case 'ArrowUp': if (!inside) return; go(focused.parent); break;
    case 'ArrowDown': if (!inside) return; go(focused.kids.find((k) => cells.has(k))); break;
    case 'ArrowLeft': if (!inside) return; go(beside(focused, -1)); break;
    case 'ArrowRight': if (!inside) return; go(beside(focused, 1)); break;
    case 'Enter': case ' ': if (!inside) return; cells.get(focused).click(); break;
    default: return;
  }
  e.preventDefault();
});
addEventListener('resize', () => draw());
build();
draw();
