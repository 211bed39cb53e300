const wait = (ms, v) => new Promise((done) => setTimeout(done, ms, v));
async function load(name) {
  const text = await wait(5, name.toUpperCase());
  return text + '!';
}
async function main() {
  console.log('start');
  const all = await Promise.all([load('a'), load('b')]);
  queueMicrotask(() => console.log('micro'));
  setTimeout(() => console.log('timer'), 1);
  console.log(all.join(' '));
  try { await Promise.reject(new Error('no')); } catch (e) { console.log(e.message); }
}
main().then(() => console.log('done'));
console.log('sync end');
