function f(o, k, x) {
  x = x + (x = 2);
  o.p += x;
  o[k]++;
  o?.a.b?.[k];
  return x ||= o.q ?? k;
}
