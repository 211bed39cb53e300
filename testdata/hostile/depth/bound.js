// A bound function of a bound function.
let f = () => 1
for (let i = 0; i < 200000; i++) f = f.bind()
for (;;) { try { f() } catch (e) {} try { new f() } catch (e) {} try { ({}) instanceof f } catch (e) {} }
