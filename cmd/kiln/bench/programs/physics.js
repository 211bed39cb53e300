// A physics step: balls in a box, a grid that finds neighbours, springs, collisions.
// n = 12
// checksum = 357 contacts, energy 120181.815
"use strict";

class Vector {
  constructor(x, y) { this.x = x; this.y = y; }
  plus(v) { return new Vector(this.x + v.x, this.y + v.y); }
  minus(v) { return new Vector(this.x - v.x, this.y - v.y); }
  times(k) { return new Vector(this.x * k, this.y * k); }
  dot(v) { return this.x * v.x + this.y * v.y; }
  get length() { return Math.sqrt(this.x * this.x + this.y * this.y); }
}

class Body {
  constructor(position, radius) {
    this.position = position;
    this.velocity = new Vector(0, 0);
    this.force = new Vector(0, 0);
    this.radius = radius;
  }
  get mass() { return this.radius * this.radius; }
  push(f) { this.force = this.force.plus(f); }
  move(dt) {
    this.velocity = this.velocity.plus(this.force.times(dt / this.mass));
    this.position = this.position.plus(this.velocity.times(dt));
    this.force = new Vector(0, 0);
  }
}

class Ball extends Body {
  constructor(position, radius, bounce) { super(position, radius); this.bounce = bounce; }
}

class Anchor extends Body {
  get mass() { return Infinity; }
  move() { this.force = new Vector(0, 0); }
}

class Spring {
  constructor(a, b, rest, stiffness) { this.a = a; this.b = b; this.rest = rest; this.stiffness = stiffness; }
  pull() {
    const d = this.b.position.minus(this.a.position), length = d.length;
    if (length === 0) return;
    const f = d.times((length - this.rest) * this.stiffness / length);
    this.a.push(f);
    this.b.push(f.times(-1));
  }
}

class Grid {
  constructor(size, cell) {
    this.cell = cell;
    this.width = Math.ceil(size / cell);
    this.cells = Array.from({ length: this.width * this.width }, () => []);
  }
  index(v) {
    const column = Math.min(Math.max(Math.floor(v.x / this.cell), 0), this.width - 1);
    const row = Math.min(Math.max(Math.floor(v.y / this.cell), 0), this.width - 1);
    return row * this.width + column;
  }
  fill(bodies) {
    for (const c of this.cells) c.length = 0;
    for (const b of bodies) this.cells[this.index(b.position)].push(b);
  }
  forEachPair(f) {
    const { width, cells } = this;
    for (let row = 0; row < width; row++) {
      for (let column = 0; column < width; column++) {
        const here = cells[row * width + column];
        for (let i = 0; i < here.length; i++) for (let j = i + 1; j < here.length; j++) f(here[i], here[j]);
        for (const [dr, dc] of [[0, 1], [1, -1], [1, 0], [1, 1]]) {
          const r = row + dr, c = column + dc;
          if (r >= width || c < 0 || c >= width) continue;
          for (const a of here) for (const b of cells[r * width + c]) f(a, b);
        }
      }
    }
  }
}

class World {
  constructor(size) {
    this.size = size;
    this.gravity = new Vector(0, 9.81);
    this.bodies = [];
    this.springs = [];
    this.grid = new Grid(size, 8);
    this.contacts = 0;
  }
  add(body) { this.bodies.push(body); return body; }
  collide(a, b) {
    const d = b.position.minus(a.position), reach = a.radius + b.radius;
    if (d.dot(d) >= reach * reach) return;
    const length = d.length || 1e-6, normal = d.times(1 / length);
    const wa = 1 / a.mass, wb = 1 / b.mass, total = wa + wb;
    if (total === 0) return;
    const overlap = normal.times((reach - length) / total);
    a.position = a.position.minus(overlap.times(wa));
    b.position = b.position.plus(overlap.times(wb));
    const speed = b.velocity.minus(a.velocity).dot(normal);
    this.contacts++;
    if (speed >= 0) return;
    const bounce = Math.min(a.bounce ?? 0.5, b.bounce ?? 0.5);
    const impulse = normal.times(-(1 + bounce) * speed / total);
    a.velocity = a.velocity.minus(impulse.times(wa));
    b.velocity = b.velocity.plus(impulse.times(wb));
  }
  contain(body) {
    const { position: p, velocity: v, radius: r } = body, far = this.size - r;
    if (p.x < r) { p.x = r; v.x = Math.abs(v.x) * 0.6; }
    if (p.x > far) { p.x = far; v.x = -Math.abs(v.x) * 0.6; }
    if (p.y < r) { p.y = r; v.y = Math.abs(v.y) * 0.6; }
    if (p.y > far) { p.y = far; v.y = -Math.abs(v.y) * 0.6; }
  }
  step(dt) {
    for (const b of this.bodies) if (Number.isFinite(b.mass)) b.push(this.gravity.times(b.mass));
    for (const s of this.springs) s.pull();
    for (const b of this.bodies) b.move(dt);
    this.grid.fill(this.bodies);
    this.grid.forEachPair((a, b) => this.collide(a, b));
    for (const b of this.bodies) this.contain(b);
  }
  energy() {
    let sum = 0;
    for (const b of this.bodies) {
      if (!Number.isFinite(b.mass)) continue;
      sum += b.mass * (b.velocity.dot(b.velocity) / 2 + 9.81 * (this.size - b.position.y));
    }
    return sum;
  }
}

function build() {
  const world = new World(64);
  for (let i = 0; i < 90; i++) {
    world.add(new Ball(new Vector(4 + i * 7 % 56, 3 + Math.floor(i / 8) * 4.1), 1 + i % 4 * 0.5, 0.3 + i % 5 * 0.1));
  }
  let last = world.add(new Anchor(new Vector(8, 30), 1));
  for (let i = 1; i <= 12; i++) {
    const next = world.add(i === 12 ? new Anchor(new Vector(56, 30), 1) : new Ball(new Vector(8 + i * 4, 30), 0.8, 0.2));
    world.springs.push(new Spring(last, next, 3.5, 60));
    last = next;
  }
  return world;
}

function run(n) {
  const world = build();
  for (let i = 0; i < n; i++) world.step(1 / 30);
  return `${world.contacts} contacts, energy ${world.energy().toFixed(3)}`;
}
