// Dates of dates, toJSON and toPrimitive.
const d = new Date(0)
d.valueOf = d.toISOString = () => d.toJSON() + new Date(d)
for (;;) { try { +d } catch (e) {} try { d.toJSON() } catch (e) {} }
