// Promise.all of promises whose then calls Promise.all.
class P extends Promise { then(a, b) { P.all([this]); return super.then(a, b) } }
for (;;) { try { P.all([P.resolve(1)]).catch(() => {}) } catch (e) {} }
