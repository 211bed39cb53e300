// A getter then of Object.prototype runs when a read gets its result: what it does to the stream holds
// for the results that were to follow.
(async () => {
	const acts = {
		release(c, r) { r.releaseLock(); },
		cancel(c, r) { r.cancel(); },
		error(c) { c.error(1); },
		reread(c, r, s) { r.releaseLock(); s.getReader({ mode: "byob" }).read(new Uint8Array(4)).catch(() => {}); },
		readOther(c, r, s) { r.releaseLock(); s.getReader().read().catch(() => {}); },
		enqueue(c) { c.enqueue(new Uint8Array(3)); },
	};
	const ways = [
		c => c.enqueue(new Uint8Array(6)),
		c => { c.byobRequest.respond(1); c.enqueue(new Uint8Array(5)); },
		c => { c.close(); c.byobRequest.respond(0); },
	];
	for (const [name, act] of Object.entries(acts)) {
		const all = [];
		for (const answer of ways) {
			let c;
			const s = new ReadableStream({ type: "bytes", start(x) { c = x; } });
			const r = s.getReader({ mode: "byob" });
			const reads = [1, 2, 3].map(() => r.read(new Uint8Array(2)).then(x => x.value?.length ?? "none", () => "error"));
			await 1;
			let armed = true;
			Object.defineProperty(Object.prototype, "then", { configurable: true, get() {
				if (armed && Object.hasOwn(this, "done")) {
					armed = false;
					try { act(c, r, s); } catch {}
				}
			} });
			try { answer(c); } catch {}
			delete Object.prototype.then;
			all.push((await Promise.all(reads)).join());
		}
		console.log(name, all.join(" "));
	}
	// expect: release 2,error,error 1,error,error 0,error,error
	// expect: cancel 2,none,none 1,none,none 0,0,0
	// expect: error 2,error,error 1,error,error 0,0,0
	// expect: reread 2,error,error 1,error,error 0,error,error
	// expect: readOther 2,error,error 1,error,error 0,error,error
	// expect: enqueue 2,2,2 1,2,1 0,0,0
})();
