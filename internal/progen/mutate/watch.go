package mutate

import (
	"encoding/json"
	"strings"
)

// quote writes a text as a JavaScript string literal.
func quote(text string) string {
	literal, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(literal)
}

// watched is what Watch puts around a program: the program is a function that
// runs several times, its errors are printed, and so is what is left of its
// variables' prototypes. Timers, dates and random numbers are taken away.
const watched = `var checkpoint = globalThis.checkpoint ?? function () {};
{
  const show = v => {
    try {
      return typeof v === "symbol" ? "symbol" : typeof v === "function" ? "function" : typeof v === "object" && v !== null ? Object.prototype.toString.call(v) : Object.is(v, -0) ? "-0" : String(v);
    } catch (e) { return "?"; }
  };
  let lines = 0;
  const line = text => { if (++lines < 400) print(text); };
  Math.random = () => 0.5;
  Date.now = () => 0;
  globalThis.console = { log(...args) { let t = ""; for (let i = 0; i < args.length; i++) t += " " + show(args[i]); line(t); } };
  for (const m of ["error", "warn", "info", "debug"]) console[m] = console.log;
}
`

// Watch returns the program so that it runs several times as a function, and
// prints by print what it passed to console.log and the name of the error that
// ended it.
func Watch(source string) string {
	var b strings.Builder
	b.WriteString(watched)
	b.WriteString("function program() {\n")
	b.WriteString(source)
	b.WriteString("\n}\nfor (let turn = 0; turn < 8; turn++) {\n  try { program(); } catch (e) { print(\"threw \" + (typeof e === \"object\" && e !== null ? e.name : typeof e)); }\n}\n")
	return b.String()
}
