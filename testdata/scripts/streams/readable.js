// ReadableStream, its reader and its iterator.
(async () => {
	const kinds = [ReadableStream, WritableStream, TransformStream, ReadableStreamDefaultReader, WritableStreamDefaultWriter];
	for (const kind of kinds) try { kind(); } catch (e) { console.log(e.name); }
	// expect: TypeError
	// expect: TypeError
	// expect: TypeError
	// expect: TypeError
	// expect: TypeError

	let n = 0;
	const counting = new ReadableStream({ pull(c) { c.enqueue(++n); }, cancel(why) { console.log("cancel", why); } });
	for await (const x of counting) if (x === 3) break; // expect: cancel undefined
	console.log(counting.locked, n); // expect: false 4

	const kept = new ReadableStream({ pull(c) { c.enqueue(n++); } });
	for await (const x of kept.values({ preventCancel: true })) break;
	console.log((await kept.getReader().read()).done); // expect: false

	const [one, other] = ReadableStream.from([1, 2]).tee();
	console.log((await Promise.all([Array.fromAsync(one), Array.fromAsync(other)])).join(" ")); // expect: 1,2 1,2

	const sized = new ReadableStream({ start(c) { c.enqueue("abc"); console.log(c.desiredSize); } }, { highWaterMark: 5, size: s => s.length }); // expect: 2
	const reader = sized.getReader();
	const read = reader.read();
	reader.releaseLock();
	console.log((await read).value); // expect: abc
	await reader.closed.catch(e => console.log(e.name)); // expect: TypeError

	class Mine extends ReadableStream { first() { return this.getReader().read(); } }
	console.log((await new Mine({ start(c) { c.enqueue("mine"); } }).first()).value); // expect: mine

	// A stream keeps what it has, whoever else lets go of it.
	const made = [];
	(() => {
		let c;
		made.push(new ReadableStream({ start(controller) { c = controller; } }, { highWaterMark: 1e9 }));
		for (let i = 0; i < 200; i++) c.enqueue({ i, text: "chunk " + i });
		c.close();
	})();
	let sum = 0;
	for await (const { i, text } of made.pop()) sum += i + text.length;
	console.log(sum); // expect: 21590

	await Promise.all([..."abc"].map(async name => {
		const s = new ReadableStream({ start(c) { c.error(name); } });
		await s.getReader().closed.catch(e => console.log(e));
	}));
	// expect: a
	// expect: b
	// expect: c
})();
