// A constructor whose prototype getter constructs.
class A extends Intl.NumberFormat { }
const B = new Proxy(Intl.DateTimeFormat, { get(t, k) { if (k === 'prototype') Reflect.construct(t, [], B); return t[k] } })
for (;;) {
  try { Reflect.construct(A, [], B) } catch (e) { if (!(e instanceof RangeError)) throw e }
  try { Reflect.construct(Intl.Segmenter, [], B) } catch (e) { if (!(e instanceof RangeError)) throw e }
  try { new B() } catch (e) { if (!(e instanceof RangeError)) throw e }
}
