var total = 0;
function sum(list, weight = 1) {
  outer: for (let i = 0, n = list.length; i < n; i++) {
    if (!list[i]) continue outer;
    total += list[i] * weight;
  }
  for (const k in list) { if (k > 3) break; }
  for (var [x, y = x, ...rest] of list) rest.push(() => x);
  try {
    switch (weight) {
      case 1: let one = 'one'; return one;
      default: throw new Error(`bad ${weight}`);
    }
  } catch ({message: text}) {
    return text?.trim() ?? (x, y);
  } finally {
    do { weight--; } while (weight > 0);
  }
}
with (sum) { name; }
