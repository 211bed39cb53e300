// Matrix code: LU with pivots, QR by reflections, eigenvalues, least squares, in arrays and typed arrays.
// n = 14
// checksum = 32.994275, 8.194739, true, 287.2805 743.5895 920.7337, 2.0000 -1.0000 0.5000
"use strict";

class Matrix {
  constructor(rows, columns, data = new Float64Array(rows * columns)) { this.rows = rows; this.columns = columns; this.data = data; }
  static from(rows, columns, f) {
    const m = new Matrix(rows, columns);
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) m.data[i * columns + j] = f(i, j);
    return m;
  }
  static identity(n) { return Matrix.from(n, n, (i, j) => (i === j ? 1 : 0)); }
  get(i, j) { return this.data[i * this.columns + j]; }
  set(i, j, x) { this.data[i * this.columns + j] = x; }
  copy() { return new Matrix(this.rows, this.columns, this.data.slice()); }
  transposed() { return Matrix.from(this.columns, this.rows, (i, j) => this.get(j, i)); }
  times(other) {
    const out = new Matrix(this.rows, other.columns), inner = this.columns, width = other.columns;
    for (let i = 0; i < this.rows; i++) {
      for (let k = 0; k < inner; k++) {
        const a = this.data[i * inner + k];
        for (let j = 0; j < width; j++) out.data[i * width + j] += a * other.data[k * width + j];
      }
    }
    return out;
  }
  minus(other) { return new Matrix(this.rows, this.columns, this.data.map((x, i) => x - other.data[i])); }
  norm() { return Math.sqrt(this.data.reduce((s, x) => s + x * x, 0)); }
}

/** Decomposes with partial pivoting: the factors in one matrix, and the order of rows. */
function lu(a) {
  const m = a.copy(), n = m.rows, order = Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(m.get(i, k)) > Math.abs(m.get(p, k))) p = i;
    if (m.get(p, k) === 0) throw new RangeError("singular");
    if (p !== k) {
      for (let j = 0; j < n; j++) {
        const t = m.get(k, j);
        m.set(k, j, m.get(p, j));
        m.set(p, j, t);
      }
      [order[k], order[p]] = [order[p], order[k]];
      sign = -sign;
    }
    for (let i = k + 1; i < n; i++) {
      const f = m.get(i, k) / m.get(k, k);
      m.set(i, k, f);
      for (let j = k + 1; j < n; j++) m.set(i, j, m.get(i, j) - f * m.get(k, j));
    }
  }
  return { m, order, sign };
}

function determinant({ m, sign }) {
  let d = sign;
  for (let i = 0; i < m.rows; i++) d *= m.get(i, i);
  return d;
}

function solve({ m, order }, b) {
  const n = m.rows, x = order.map((i) => b[i]);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) x[i] -= m.get(i, j) * x[j];
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] -= m.get(i, j) * x[j];
    x[i] /= m.get(i, i);
  }
  return x;
}

/** Decomposes by Householder's reflections. */
function qr(a) {
  const { rows, columns } = a;
  let r = a.copy(), q = Matrix.identity(rows);
  for (let k = 0; k < Math.min(rows - 1, columns); k++) {
    const v = new Array(rows).fill(0);
    let length = 0;
    for (let i = k; i < rows; i++) { v[i] = r.get(i, k); length += v[i] * v[i]; }
    length = Math.sqrt(length);
    if (length === 0) continue;
    v[k] += v[k] < 0 ? -length : length;
    const square = v.reduce((s, x) => s + x * x, 0);
    reflect(r, v, square, k);
    reflect(q, v, square, k);
  }
  return { q: q.transposed(), r };
}

function reflect(m, v, square, from) {
  for (let j = 0; j < m.columns; j++) {
    let s = 0;
    for (let i = from; i < m.rows; i++) s += v[i] * m.get(i, j);
    s = 2 * s / square;
    for (let i = from; i < m.rows; i++) m.set(i, j, m.get(i, j) - s * v[i]);
  }
}

/** Finds the eigenvalues of a symmetric matrix by rotations (Jacobi). */
function eigenvalues(a) {
  const m = a.copy(), n = m.rows;
  for (let sweep = 0; sweep < 6; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(m.get(p, q)) < 1e-12) continue;
        const theta = (m.get(q, q) - m.get(p, p)) / (2 * m.get(p, q));
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1)), c = 1 / Math.sqrt(t * t + 1), s = t * c;
        for (let k = 0; k < n; k++) {
          const kp = m.get(k, p), kq = m.get(k, q);
          m.set(k, p, c * kp - s * kq);
          m.set(k, q, s * kp + c * kq);
        }
        for (let k = 0; k < n; k++) {
          const pk = m.get(p, k), qk = m.get(q, k);
          m.set(p, k, c * pk - s * qk);
          m.set(q, k, s * pk + c * qk);
        }
      }
    }
  }
  return Array.from({ length: n }, (_, i) => m.get(i, i)).sort((x, y) => x - y);
}

/** Fits a polynomial to points. */
function fit(points, degree) {
  const a = Matrix.from(points.length, degree + 1, (i, j) => points[i][0] ** j), t = a.transposed();
  return solve(lu(t.times(a)), Array.from(t.times(Matrix.from(points.length, 1, (i) => points[i][1])).data));
}

function run(n) {
  const a = Matrix.from(n, n, (i, j) => ((i * 7 + j * 13) % 11) - 5 + (i === j ? 9 : 0));
  const parts = lu(a), { q, r } = qr(a);
  const symmetric = a.times(a.transposed());
  const points = Array.from({ length: 3 * n }, (_, i) => [i / n, 2 - i / n + 0.5 * (i / n) ** 2]);
  return [
    Math.log(Math.abs(determinant(parts))).toFixed(6),
    solve(parts, Array.from({ length: n }, (_, i) => i)).reduce((s, x) => s + x, 0).toFixed(6),
    q.times(r).minus(a).norm() < 1e-9,
    eigenvalues(symmetric).slice(-3).map((x) => x.toFixed(4)).join(" "),
    fit(points, 2).map((x) => x.toFixed(4)).join(" "),
  ].join(", ");
}
