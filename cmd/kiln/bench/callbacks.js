// Methods of arrays that ask a function: short arrays, objects, some, every, find and their like.
// n = 3000
function run(n) {
  const short = [4, 1, 3, 2], people = [];
  for (let i = 0; i < 100; i++) people.push({ id: i, age: i * 37 % 90, name: "n" + i % 7 });
  let sum = 0;
  for (let i = 0; i < n; i++) {
    short.forEach((x, k) => { sum += x * k; });
    sum += short.map((x) => x + i).reduceRight((a, b) => a - b);
    if (short.some((x) => x > i) || short.every((x) => x < 5)) sum++;
    sum += people.find((p) => p.id === i % 100).age + people.findIndex((p) => p.age === 89) + people.findLastIndex((p) => p.name === "n3");
    sum += people.filter((p) => p.age > 60).map((p) => p.id).reduce((a, b) => a + b, 0);
    sum |= 0;
  }
  return sum;
}
