// What a test finds in a global scope besides the libraries of the runtime. The value of this
// script tells listeners of errors and rejections that nobody has handled; false: nobody listens.
var self = globalThis;
var GLOBAL = { isWindow: () => false, isWorker: () => false, isShadowRealm: () => false };
(() => {
	const target = new EventTarget(), SavedEvent = Event;
	let listening = new Set();
	globalThis.addEventListener = (type, f, options) => {
		listening.add(type);
		target.addEventListener(type, f, options);
	};
	globalThis.removeEventListener = (type, f, options) => target.removeEventListener(type, f, options);
	globalThis.fetch = async path => {
		const text = host.read(String(path));
		return { ok: true, status: 200, text: async () => text, json: async () => JSON.parse(text) };
	};
	globalThis.gc = host.gc;
	// Tests transfer buffers and views of them by it; nothing else is cloned.
	globalThis.structuredClone = (value, { transfer = [] } = {}) => {
		if (transfer.length !== 1 || !(transfer[0] instanceof ArrayBuffer)) throw new DOMException("cannot be cloned", "DataCloneError");
		const [buffer] = transfer;
		if (value === buffer) return buffer.transfer();
		const { byteOffset, constructor, length } = value;
		return new constructor(buffer.transfer(), byteOffset, length);
	};
	return (type, error) => {
		if (!listening.has(type)) return false;
		const e = new SavedEvent(type, { cancelable: true });
		if (type === "error") Object.assign(e, { error, message: String(error), filename: "", lineno: 0, colno: 0 });
		else e.reason = error;
		target.dispatchEvent(e);
		return true;
	};
})();
