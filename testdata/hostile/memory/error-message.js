// Messages that quote long values.
const all = []
const s = 'v'.repeat(1 << 20)
for (;;) { try { undefined[s + all.length] } catch (e) { all.push(e.message) } try { ({})[s]() } catch (e) { all.push(e.message) } }
