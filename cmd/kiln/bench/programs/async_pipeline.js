// An asynchronous pipeline: generators, a pool of workers, a queue, retries, timeouts that never fire.
// n = 40
// checksum = 51 requests, 5 failed, 24 batches, fast, 693717956
"use strict";

class AsyncQueue {
  #items = [];
  #takers = [];
  #putters = [];
  #closed = false;
  constructor(capacity) { this.capacity = capacity; }
  async put(item) {
    if (this.#takers.length) { this.#takers.shift()({ done: false, value: item }); return; }
    if (this.#items.length >= this.capacity) await new Promise((resolve) => this.#putters.push(resolve));
    this.#items.push(item);
    if (this.#takers.length) this.#takers.shift()({ done: false, value: this.#items.shift() });
  }
  next() {
    if (this.#items.length) {
      const value = this.#items.shift();
      this.#putters.shift()?.();
      return Promise.resolve({ done: false, value });
    }
    if (this.#closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#takers.push(resolve));
  }
  close() {
    this.#closed = true;
    for (const taker of this.#takers.splice(0)) taker({ done: true, value: undefined });
  }
  [Symbol.asyncIterator]() { return this; }
}

class Semaphore {
  #free;
  #waiting = [];
  constructor(free) { this.#free = free; }
  async use(task) {
    if (this.#free === 0) await new Promise((resolve) => this.#waiting.push(resolve));
    else this.#free--;
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next(); else this.#free++;
    }
  }
}

class Flaky extends Error {
  constructor(id, attempt) { super(`request ${id} failed at attempt ${attempt}`); this.id = id; }
}

const ticks = async (k) => { for (let i = 0; i < k; i++) await null; };

/** A server whose answers take a while and that fails every now and then. */
class Server {
  requests = 0;
  async fetch(id, attempt) {
    this.requests++;
    await ticks(1 + id % 4);
    if ((id + attempt) % 7 < 2) throw new Flaky(id, attempt);
    return { id, body: Array.from({ length: 5 }, (_, k) => ({ key: `k${(id * 3 + k) % 11}`, value: id * k })) };
  }
}

async function retry(times, task) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task(attempt);
    } catch (error) {
      if (!(error instanceof Flaky) || attempt === times) throw error;
      await ticks(attempt);
    }
  }
}

async function* ids(n) {
  for (let i = 0; i < n; i++) {
    if (i % 10 === 0) await null;
    yield i;
  }
}

async function* map(source, f) { for await (const x of source) yield f(x); }

async function* flatten(source) { for await (const list of source) yield* list; }

async function* batches(source, size) {
  let batch = [];
  for await (const x of source) {
    batch.push(x);
    if (batch.length === size) { yield batch; batch = []; }
  }
  if (batch.length) yield batch;
}

async function produce(n, server, queue, failures) {
  const slots = new Semaphore(4), running = new Set();
  for await (const id of ids(n)) {
    const task = slots.use(() => retry(2, (attempt) => server.fetch(id, attempt)))
      .then((answer) => queue.put(answer), (error) => { failures.push(error.id); })
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= 8) await Promise.race(running);
  }
  await Promise.allSettled(running);
  queue.close();
}

async function consume(queue) {
  const totals = new Map();
  const entries = flatten(map(queue, (answer) => answer.body.filter((e) => e.value % 2 === 0)));
  let count = 0;
  for await (const batch of batches(entries, 6)) {
    count++;
    const sums = await Promise.all(batch.map(async ({ key, value }) => [key, await double(value)]));
    for (const [key, value] of sums) totals.set(key, (totals.get(key) ?? 0) + value);
  }
  return { totals, count };
}

function double(x) { return { then(resolve) { resolve(x * 2); } }; }

async function pipeline(n) {
  const server = new Server(), queue = new AsyncQueue(3), failures = [];
  const [, { totals, count }] = await Promise.all([produce(n, server, queue, failures), consume(queue)]);
  const first = await Promise.any([Promise.reject(new Error("never")), ticks(3).then(() => "slow"), ticks(1).then(() => "fast")]);
  const sum = [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).reduce((h, [, v]) => (h * 31 + v) % 1000000007, 7);
  return `${server.requests} requests, ${failures.length} failed, ${count} batches, ${first}, ${sum}`;
}

function run(n) { return pipeline(n); }
