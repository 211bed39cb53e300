// Timers that set the next with more arguments.
function again(...r) { setTimeout(again, 0, ...r, 1, 2, 3, 4); if (r.length > 100000) r = [] }
again()
