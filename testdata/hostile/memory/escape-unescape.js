// escape of escape of escape.
let s = '%'
for (;;) s = escape(s) + unescape(s)
