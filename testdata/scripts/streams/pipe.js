// What pipes do with chunks, ends, errors and signals.
const log = [];
const sink = (name, more) => new WritableStream({
	write(chunk) { log.push(name + " write " + chunk); },
	close() { log.push(name + " close"); },
	abort(e) { log.push(name + " abort " + e); },
	...more,
});
const source = (chunks, more) => new ReadableStream({
	pull(c) { if (chunks.length) c.enqueue(chunks.shift()); else c.close(); },
	cancel(e) { log.push("cancel " + e); },
	...more,
}, { highWaterMark: 0 });
const show = () => { console.log(log.join(", ")); log.length = 0; };
const outcome = p => p.then(v => "ok " + v, e => "failed " + e);

(async () => {
	console.log(await outcome(source([1, 2, 3]).pipeTo(sink("a")))); // expect: ok undefined
	show(); // expect: a write 1, a write 2, a write 3, a close

	const kept = sink("b");
	await source([1]).pipeTo(kept, { preventClose: true });
	await kept.getWriter().write("more");
	show(); // expect: b write 1, b write more

	const failing = new ReadableStream({ pull() { throw "pulled"; } });
	console.log(await outcome(failing.pipeTo(sink("c")))); // expect: failed pulled
	show(); // expect: c abort pulled

	console.log(await outcome(new ReadableStream({ pull() { throw "again"; } }).pipeTo(sink("d"), { preventAbort: true }))); // expect: failed again
	show(); // expect: 

	console.log(await outcome(source([1, 2]).pipeTo(sink("e", { write() { throw "full"; } })))); // expect: failed full
	show(); // expect: cancel full

	const closed = sink("f");
	await closed.close();
	console.log(await outcome(source([1]).pipeTo(closed))); // expect: failed TypeError: The stream that is piped to was closed
	show(); // expect: f close, cancel TypeError: The stream that is piped to was closed

	const controller = new AbortController;
	const pending = source([1, 2], { pull() {} }).pipeTo(sink("g"), { signal: controller.signal });
	controller.abort("enough");
	console.log(await outcome(pending)); // expect: failed enough
	show(); // expect: g abort enough, cancel enough

	console.log(await outcome(source([1]).pipeTo(sink("h"), { signal: AbortSignal.abort("before"), preventCancel: true }))); // expect: failed before
	show(); // expect: h abort before

	// What was read is written before the abort.
	let c;
	const slow = new ReadableStream({ start(controller) { c = controller; } });
	const stop = new AbortController;
	const piped = slow.pipeTo(sink("i", { write(x) { log.push("i wrote " + x); } }), { signal: stop.signal });
	await 0, await 0, await 0, await 0;
	c.enqueue("x");
	stop.abort("now");
	console.log(await outcome(piped)); // expect: failed now
	show(); // expect: i wrote x, i abort now

	// A write does not run while somebody enqueues.
	let synchronous = false, feed;
	new ReadableStream({ start(controller) { feed = controller; } }, { highWaterMark: 0 }).pipeTo(new WritableStream({ write() { synchronous = true; } }));
	await new Promise(resolve => setTimeout(resolve));
	feed.enqueue();
	console.log(synchronous); // expect: false

	// Backpressure: no more is read than the sink has room for.
	let pulled = 0;
	const release = [];
	source([], { pull(controller) { controller.enqueue(++pulled); } }).pipeTo(new WritableStream({ write() { return new Promise(resolve => release.push(resolve)); } }, { highWaterMark: 2 })).catch(() => {});
	await new Promise(resolve => setTimeout(resolve));
	console.log(pulled); // expect: 2
	release.shift()();
	await new Promise(resolve => setTimeout(resolve));
	console.log(pulled); // expect: 3

	const upper = new TransformStream({ transform(x, c) { c.enqueue(x.toUpperCase()); }, flush(c) { c.enqueue("!"); } });
	const twice = new TransformStream({ transform(x, c) { c.enqueue(x); c.enqueue(x); } });
	console.log((await Array.fromAsync(ReadableStream.from(["a", "b"]).pipeThrough(upper).pipeThrough(twice))).join("")); // expect: AABB!!

	const locked = source([1]);
	locked.getReader();
	console.log(await outcome(locked.pipeTo(sink("j")))); // expect: failed TypeError: Cannot pipe a locked stream
	console.log(await outcome(source([1]).pipeTo({}))); // expect: failed TypeError: A stream is piped to a WritableStream, not #<Object>
	console.log(await outcome(source([1]).pipeTo(sink("k"), { signal: {} }))); // expect: failed TypeError: The option signal must be an AbortSignal, not #<Object>
})();
