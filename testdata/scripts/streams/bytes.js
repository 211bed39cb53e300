// Streams of bytes: views that are read into, buffers that change hands, tee.
(async () => {
	const stream = new ReadableStream({
		type: "bytes",
		pull(c) {
			const { view } = c.byobRequest;
			view.set([1, 2, 3].slice(0, view.byteLength));
			c.byobRequest.respond(Math.min(3, view.byteLength));
		},
		cancel() { console.log("cancel"); },
	});
	const reader = stream.getReader({ mode: "byob" });
	const mine = new Uint8Array(8);
	const { value } = await reader.read(mine);
	console.log(value.join(), mine.byteLength, value.buffer.byteLength); // expect: 1,2,3 0 8
	console.log((await reader.read(new Uint16Array(4), { min: 3 })).value.byteLength); // expect: 6
	await reader.cancel(); // expect: cancel
	console.log(JSON.stringify(await reader.read(new Uint8Array(1)))); // expect: {"value":{},"done":true}

	// An immutable buffer cannot be transferred.
	const fixed = new ReadableStream({ type: "bytes", start(c) { globalThis.controller = c; } });
	const immutable = () => new Uint8Array(new ArrayBuffer(4).transferToImmutable());
	await fixed.getReader({ mode: "byob" }).read(immutable()).catch(e => console.log(e.name)); // expect: TypeError
	try { controller.enqueue(immutable()); } catch (e) { console.log(e.name); } // expect: TypeError

	// Neither are buffers of changing length taken.
	for (const buffer of [new ArrayBuffer(4, { maxByteLength: 8 }), new SharedArrayBuffer(4)]) {
		try { controller.enqueue(new Uint8Array(buffer)); } catch (e) { console.log(e.name); } // expect: TypeError
	} // expect: TypeError

	const [one, other] = new ReadableStream({ type: "bytes", start(c) { c.enqueue(new Uint8Array([7, 8])); c.close(); } }).tee();
	const a = (await one.getReader().read()).value, b = (await other.getReader({ mode: "byob" }).read(new DataView(new ArrayBuffer(4)))).value;
	console.log(a.join(), b.byteLength, b.getUint8(1), a.buffer === b.buffer); // expect: 7,8 2 8 false

	const auto = new ReadableStream({ type: "bytes", autoAllocateChunkSize: 4, pull(c) { c.byobRequest.view[0] = 9; c.byobRequest.respond(1); } });
	console.log((await auto.getReader().read()).value.join()); // expect: 9
})();
