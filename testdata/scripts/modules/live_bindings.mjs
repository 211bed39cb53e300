// Imports are live views of the exporting module's bindings; cycles work through hoisting.
import def, { count, bump, default as again, hoisted } from "./_counter.mjs";
import * as ns from "./_counter.mjs";
import { viaStar, count as reexported } from "./_reexport.mjs";
print(count + " " + ns.count + " " + def + " " + (again === def)); // expect: 0 0 default value true
bump();
print(count + " " + ns.count + " " + reexported); // expect: 1 1 1
print(Object.keys(ns).join()); // expect: bump,count,default,hoisted
print(viaStar + " " + hoisted()); // expect: star hoisted 1
try { count = 5; } catch (e) { print(e.name + ": " + e.message); } // expect: TypeError: Assignment to constant variable.
try { ns.count = 5; } catch (e) { print(e.name); } // expect: TypeError
try { delete ns.count; } catch (e) { print(e.name); } // expect: TypeError
print(typeof this + " " + Object.prototype.toString.call(ns) + " " + Object.isSealed(ns) + " " + (Reflect.getPrototypeOf(ns) === null));
// expect: undefined [object Module] true true
const dynamic = await import("./_counter.mjs");
print(dynamic === ns);
try { await import("./_missing.mjs"); } catch (e) { print(e instanceof Error); }
print(typeof import.meta + " " + (import.meta === import.meta));
export { count as own };
import * as self from "./live_bindings.mjs";
print(self.own + " " + Object.keys(self).join());
