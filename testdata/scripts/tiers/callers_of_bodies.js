// A function that counts down little itself, since what it calls does, gets a graph by the polls there.
const people = [];
for (let i = 0; i < 60; i++) people.push({ id: i, age: i * 37 % 90 });
function busy(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    people.forEach((p) => { sum += p.age; });
    sum += people.filter((p) => p.age > 60 && p.id !== i).map((p) => p.id).reduce((a, b) => a + b, 0);
    sum += people.find((p) => p.id === i % 60).age;
  }
  return sum;
}
let total = 0;
for (let i = 0; i < 12; i++) total += busy(4);
console.log(total);
// expect: 158520
const thrown = (n) => { try { people.forEach((p) => { if (p.id === n) throw new RangeError("at " + p.age); }); } catch (e) { return e.message; } return "none"; };
let last;
for (let i = 0; i < 60; i++) last = thrown(i);
console.log([last, thrown(2), thrown(99)].join());
// expect: at 23,at 74,none
