// A ray tracer: spheres and a plane, shadows, reflections, a pattern; classes with accessors and short-lived vectors.
// n = 20
// checksum = 178914
"use strict";

class V {
  constructor(x, y, z) { this.x = x; this.y = y; this.z = z; }
  add(v) { return new V(this.x + v.x, this.y + v.y, this.z + v.z); }
  sub(v) { return new V(this.x - v.x, this.y - v.y, this.z - v.z); }
  scale(k) { return new V(this.x * k, this.y * k, this.z * k); }
  mul(v) { return new V(this.x * v.x, this.y * v.y, this.z * v.z); }
  dot(v) { return this.x * v.x + this.y * v.y + this.z * v.z; }
  cross(v) { return new V(this.y * v.z - this.z * v.y, this.z * v.x - this.x * v.z, this.x * v.y - this.y * v.x); }
  get length() { return Math.sqrt(this.dot(this)); }
  unit() { return this.scale(1 / this.length); }
  reflect(n) { return this.sub(n.scale(2 * this.dot(n))); }
}

const BLACK = new V(0, 0, 0), NEAR = 1e-4;

class Ray {
  constructor(origin, direction) { this.origin = origin; this.direction = direction; }
  at(t) { return this.origin.add(this.direction.scale(t)); }
}

class Material {
  constructor(colour, { shine = 0, mirror = 0 } = {}) { this.base = colour; this.shine = shine; this.mirror = mirror; }
  colour() { return this.base; }
}

class Checkered extends Material {
  constructor(a, b, options) { super(a, options); this.other = b; }
  colour(p) { return (Math.floor(p.x) + Math.floor(p.z)) & 1 ? this.base : this.other; }
}

class Shape {
  constructor(material) { this.material = material; }
  hit() { return Infinity; }
}

class Sphere extends Shape {
  constructor(center, radius, material) { super(material); this.center = center; this.radius = radius; }
  hit(ray) {
    const oc = ray.origin.sub(this.center), b = oc.dot(ray.direction), c = oc.dot(oc) - this.radius * this.radius;
    const d = b * b - c;
    if (d < 0) return Infinity;
    const root = Math.sqrt(d);
    if (-b - root > NEAR) return -b - root;
    return -b + root > NEAR ? -b + root : Infinity;
  }
  normal(p) { return p.sub(this.center).scale(1 / this.radius); }
}

class Plane extends Shape {
  constructor(up, offset, material) { super(material); this.up = up; this.offset = offset; }
  hit(ray) {
    const slope = this.up.dot(ray.direction);
    if (Math.abs(slope) < 1e-9) return Infinity;
    const t = (this.offset - this.up.dot(ray.origin)) / slope;
    return t > NEAR ? t : Infinity;
  }
  normal() { return this.up; }
}

class Camera {
  constructor(from, to, angle) {
    this.from = from;
    this.forward = to.sub(from).unit();
    this.right = this.forward.cross(new V(0, 1, 0)).unit();
    this.up = this.right.cross(this.forward);
    this.reach = Math.tan(angle / 2);
  }
  ray(x, y) {
    return new Ray(this.from, this.forward.add(this.right.scale(x * this.reach)).add(this.up.scale(y * this.reach)).unit());
  }
}

class Scene {
  shapes = [];
  lights = [];
  ambient = 0.1;
  nearest(ray) {
    let best = null, distance = Infinity;
    for (const shape of this.shapes) {
      const t = shape.hit(ray);
      if (t < distance) { distance = t; best = shape; }
    }
    return best && { shape: best, distance };
  }
  shadowed(point, light) {
    const way = light.position.sub(point), distance = way.length, ray = new Ray(point, way.scale(1 / distance));
    return this.shapes.some((s) => s.hit(ray) < distance);
  }
  trace(ray, depth) {
    const hit = this.nearest(ray);
    if (!hit) {
      const t = 0.5 * (ray.direction.y + 1);
      return new V(0.3, 0.5, 0.8).scale(t).add(new V(0.9, 0.9, 0.9).scale(1 - t));
    }
    const { shape: { material }, shape, distance } = hit;
    const point = ray.at(distance), normal = shape.normal(point), colour = material.colour(point);
    let result = colour.scale(this.ambient);
    for (const light of this.lights) {
      if (this.shadowed(point, light)) continue;
      const direction = light.position.sub(point).unit(), lambert = Math.max(0, normal.dot(direction));
      result = result.add(colour.mul(light.colour).scale(lambert));
      if (material.shine && lambert > 0) {
        const bright = Math.max(0, ray.direction.reflect(normal).dot(direction)) ** material.shine;
        result = result.add(light.colour.scale(bright));
      }
    }
    if (material.mirror && depth > 0) {
      const reflected = this.trace(new Ray(point, ray.direction.reflect(normal)), depth - 1);
      result = result.scale(1 - material.mirror).add(reflected.scale(material.mirror));
    }
    return result;
  }
}

function build() {
  const scene = new Scene();
  scene.shapes.push(new Plane(new V(0, 1, 0), 0, new Checkered(new V(0.9, 0.9, 0.9), new V(0.15, 0.15, 0.15), { mirror: 0.1 })));
  const colours = [new V(0.9, 0.2, 0.2), new V(0.2, 0.8, 0.3), new V(0.2, 0.3, 0.9), new V(0.9, 0.8, 0.2)];
  for (let i = 0; i < 8; i++) {
    const angle = i * Math.PI / 4;
    scene.shapes.push(new Sphere(new V(2.2 * Math.cos(angle), 0.5, 2.2 * Math.sin(angle)), 0.5, new Material(colours[i % 4], { shine: 20, mirror: i % 2 ? 0.3 : 0 })));
  }
  scene.shapes.push(new Sphere(new V(0, 1.2, 0), 1.2, new Material(BLACK, { shine: 80, mirror: 0.8 })));
  scene.lights.push({ position: new V(-4, 6, -4), colour: new V(0.7, 0.7, 0.7) }, { position: new V(5, 4, -2), colour: new V(0.3, 0.3, 0.2) });
  return scene;
}

const byte = (x) => Math.min(255, Math.round(255 * Math.sqrt(Math.max(0, x))));

function run(n) {
  const scene = build(), camera = new Camera(new V(0, 2.5, -6), new V(0, 0.8, 0), 0.9);
  const image = new Uint8ClampedArray(n * n * 3);
  for (let row = 0, i = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const c = scene.trace(camera.ray(2 * (column + 0.5) / n - 1, 1 - 2 * (row + 0.5) / n), 3);
      image[i++] = byte(c.x);
      image[i++] = byte(c.y);
      image[i++] = byte(c.z);
    }
  }
  return image.reduce((sum, b) => sum + b, 0);
}
