// Floating-point arithmetic: points of the Mandelbrot set.
// n = 200
function run(n) {
  let inside = 0;
  for (let y = 0; y < n; y++) {
    for (let x = 0; x < n; x++) {
      const cr = 3 * x / n - 2.25, ci = 2.5 * y / n - 1.25;
      let zr = 0, zi = 0, k = 0;
      while (k < 100 && zr * zr + zi * zi < 4) {
        const t = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = t;
        k++;
      }
      inside += k;
    }
  }
  return inside;
}
