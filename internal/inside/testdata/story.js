function square(x) {
  return x * x;
}
let sum = 0;
for (let i = 0; i < 300; i++) sum += square(i);
setTimeout(() => console.log("later"), 1);
Promise.resolve(sum).then(v => console.log("sum", v));
(async () => {
  await null;
  throw new Error("the end");
})().catch(e => console.log(e.message));
