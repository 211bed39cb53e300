let o = function () { }
for (let i = 0; i < 3e5; i++) o = new Proxy(o, {})
for (;;) try { Reflect.construct(Array, [], o) } catch { }
