// Intervals that start intervals.
function more() { setInterval(more, 1); setInterval(more, 1) }
more()
