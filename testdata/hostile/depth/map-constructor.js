// Constructors of collections that call the adder, which constructs.
class M extends Map { set(k, v) { return new M([[1, 2]]) } }
class S extends Set { add(v) { return new S([1]) } }
for (;;) { try { new M([[1, 2]]) } catch (e) {} try { new S([1]) } catch (e) {} }
