// A species whose constructor maps.
class A extends Array { constructor(...r) { super(...r); if (r.length) this.map((x) => x) } }
for (;;) { try { new A(1, 2, 3).map((x) => x) } catch (e) {} }
