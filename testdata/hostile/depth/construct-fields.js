// Fields that make instances of their own class.
class A { a = new A(); static b = 1; #c = new A() }
for (;;) { try { new A() } catch (e) {} }
