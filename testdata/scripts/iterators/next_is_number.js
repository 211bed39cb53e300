// An iterator whose next is a number is no array that is iterated directly.
const odd = { [Symbol.iterator]() { return { next: 1, return() { print("closed"); } }; } };
for (let i = 0; i < 8; i++) {
  try { for (const x of odd); } catch (e) { if (i === 7) print(e.message); }
  try { const [a, ...b] = odd; } catch (e) { if (i === 7) print(e.message); }
  try { [...odd]; } catch (e) { if (i === 7) print(e.message); }
}
// expect: 1 is not a function
// expect: 1 is not a function
// expect: 1 is not a function
