// The old HTML methods escape quotes.
let s = '"'
for (;;) s = s.anchor(s).link(s)
