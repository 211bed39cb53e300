// new inside of constructors.
class A { constructor() { this.a = new A() } }
for (;;) { try { new A() } catch (e) {} }
