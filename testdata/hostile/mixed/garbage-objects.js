// Nothing stays: a collector's work without end.
for (let i = 0; ; i++) ({ i, a: [i] })
