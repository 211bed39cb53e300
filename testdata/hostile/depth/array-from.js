// Array.from with a mapper that calls it, Object.groupBy, Map.groupBy.
const tries = [() => Array.from([1], tries[0]), () => Object.groupBy([1], tries[1]), () => Map.groupBy([1], tries[2]), () => [[1]].flatMap(tries[3])]
for (let i = 0; ; i++) { try { tries[i % tries.length]() } catch (e) {} }
