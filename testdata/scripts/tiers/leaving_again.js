// A loop whose turns leave machine code, each at an instruction that cannot do
// without: the frame goes back and forth, but not deeper with every turn.
let caught = 0;
function early(n) {
  for (let i = 0; i < n; i++) {
    try { if (i >= 0) late; let late = 1; } catch (e) { caught++; }
  }
}
early(300000);
console.log(caught); // expect: 300000

function nested(n) {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < 20; j++) {
      try { if (j > 10) late; let late = 1; } catch (e) { caught++; }
    }
  }
  return n;
}
nested(3000);
console.log(caught); // expect: 327000
