package arch

// module is the import path of the project's root package.
const module = "github.com/kilnjs/kiln"

// row says which packages of the project the package at path (and those below
// it) may import; `below` adds everything that those may import themselves.
type row struct {
	path    string
	imports []string
	below   []string
}

// rows is the import table of the design. A package may always import packages
// below its own row.
var rows = []row{
	{path: "internal/num"},
	{path: "internal/fdlibm"},
	{path: "internal/ucd"},
	{path: "internal/segment", imports: []string{"internal/ucd"}},
	{path: "internal/columns"},
	{path: "internal/weburl"},
	{path: "internal/sourcemap"},
	{path: "internal/importmap", imports: []string{"internal/weburl"}},
	{path: "internal/nodepkg", imports: []string{"internal/weburl"}},
	{path: "internal/mmap"},
	{path: "internal/arch"},
	{path: "internal/progen"},
	{path: "internal/hostile"},
	{path: "internal/progen/parts", imports: []string{"pkg/syntax"}},
	{path: "internal/progen/reduce", imports: []string{"pkg/syntax", "internal/progen/parts"}},
	{path: "internal/progen/mutate", imports: []string{"pkg/syntax", "internal/progen/parts"}},
	{path: "internal/npm"},
	{path: "internal/packages"},
	{path: "internal/manual"},
	{path: "internal/browsertest", imports: []string{"internal/npm"}},
	{path: "internal/stats"},
	{path: "internal/jsonfile"},
	{path: "internal/page"},
	{path: "internal/cmdline"},
	{path: "internal/version"},
	{path: "internal/bench", imports: []string{"", "internal/cmdline", "internal/jsonfile", "internal/prof/script", "internal/stats", "internal/version", "pkg/watch", "pkg/web"}},
	{path: "internal/frames", below: []string{"pkg/bytecode"}},
	{path: "pkg/syntax", imports: []string{"internal/ucd", "internal/num", "internal/columns"}},
	{path: "pkg/regexp", imports: []string{"internal/ucd"}},
	{path: "pkg/heap", imports: []string{"internal/num"}},
	{path: "pkg/stack", imports: []string{"internal/mmap"}, below: []string{"pkg/heap"}},
	{path: "pkg/queue", below: []string{"pkg/heap"}},
	{path: "pkg/watch"},
	{path: "pkg/object", imports: []string{"internal/fdlibm", "internal/tap", "pkg/watch"}, below: []string{"pkg/syntax", "pkg/heap", "pkg/stack", "pkg/queue"}},
	{path: "pkg/interp", below: []string{"pkg/object"}},
	{path: "pkg/bytecode", below: []string{"pkg/object"}},
	{path: "pkg/native", imports: []string{"internal/mmap"}, below: []string{"pkg/bytecode", "pkg/regexp"}},
	{path: "pkg/native/baseline", imports: []string{"pkg/native/asm"}, below: []string{"pkg/native/opt", "pkg/native/lower", "pkg/native/ir", "pkg/bytecode"}},
	{path: "pkg/native/asm", imports: []string{"pkg/native/amd64/macro", "pkg/native/arm64/macro"}, below: []string{"pkg/native/amd64/asm", "pkg/native/arm64/asm"}},
	{path: "pkg/native/pattern", imports: []string{"internal/mmap", "pkg/native/asm"}, below: []string{"pkg/native/lower", "pkg/regexp"}},
	{path: "pkg/native/amd64", below: []string{"pkg/native/lower"}},
	{path: "pkg/native/amd64/asm"},
	{path: "pkg/native/amd64/macro", imports: []string{"pkg/native/amd64/asm"}},
	{path: "pkg/native/arm64", below: []string{"pkg/native/lower"}},
	{path: "pkg/native/arm64/asm"},
	{path: "pkg/native/arm64/macro", imports: []string{"pkg/native/arm64/asm"}},
	{path: "pkg/native/lower", imports: []string{"internal/mmap"}, below: []string{"pkg/native/ir", "pkg/bytecode"}},
	{path: "pkg/native/build", below: []string{"pkg/native/ir", "pkg/bytecode"}},
	{path: "pkg/native/opt", imports: []string{"internal/num"}, below: []string{"pkg/native/lower", "pkg/native/ir", "pkg/bytecode"}},
	{path: "pkg/native/ir", imports: []string{"pkg/bytecode", "pkg/object", "pkg/heap", "pkg/syntax"}},
	{path: "pkg/tier", imports: []string{"pkg/interp", "pkg/native"}, below: []string{"pkg/bytecode"}},
	{path: "pkg/image"},
	{path: "internal/inspect", imports: []string{"internal/columns"}, below: []string{"pkg/object"}},
	{path: "pkg/builtin", imports: []string{"internal/collate"}, below: []string{"pkg/object", "pkg/regexp"}},
	{path: "internal/tz"},
	{path: "internal/calendar", imports: []string{"internal/num"}},
	{path: "pkg/temporal", imports: []string{"internal/calendar", "internal/tz"}, below: []string{"pkg/object"}},
	{path: "internal/cldr"},
	{path: "internal/collate", imports: []string{"internal/cldr", "internal/ucd"}},
	{path: "internal/datefmt", imports: []string{"internal/calendar", "internal/cldr", "internal/tz"}},
	{path: "internal/plural", imports: []string{"internal/cldr"}},
	{path: "internal/numfmt", imports: []string{"internal/cldr", "internal/plural"}},
	{path: "internal/relfmt", imports: []string{"internal/cldr", "internal/numfmt", "internal/plural"}},
	{path: "pkg/intl", imports: []string{"internal/cldr", "internal/collate", "internal/datefmt", "internal/numfmt", "internal/plural", "internal/relfmt", "internal/segment", "internal/tz", "pkg/temporal"}, below: []string{"pkg/object"}},
	{path: "pkg/host", below: []string{"pkg/object"}},
	{path: "pkg/web", below: []string{"pkg/object", "internal/inspect"}},
	{path: "internal/prof", below: []string{"pkg/stack"}},
	{path: "internal/prof/script", imports: []string{"internal/tap", "pkg/watch"}, below: []string{"pkg/object"}},
	{path: "internal/traceevent"},
	{path: "internal/prof/export", imports: []string{"internal/traceevent", "internal/page", "internal/prof/script", "pkg/watch"}},
	{path: "internal/prof/perf", imports: []string{""}, below: []string{"pkg/tier"}},
	{path: "internal/tap", below: []string{"pkg/stack"}},
	{path: "internal/snapshot"},
	{path: "internal/snapshot/take", imports: []string{"internal/snapshot"}, below: []string{"pkg/object"}},
	{path: "internal/prof/engine", imports: []string{"", "internal/prof", "pkg/web"}},
	{path: "internal/inside", imports: []string{"", "internal/page", "internal/prof/script", "internal/traceevent", "pkg/watch"}, below: []string{"pkg/tier"}},
	{path: "internal/loop", imports: []string{"internal/num", "internal/page", "pkg/watch"}, below: []string{"pkg/object"}},
	{path: "", imports: []string{"pkg/image", "internal/columns", "internal/weburl", "internal/importmap", "internal/nodepkg", "internal/sourcemap"}, below: []string{"pkg/tier", "pkg/builtin", "pkg/intl", "pkg/temporal", "pkg/host", "internal/inspect", "internal/prof"}},
	{path: "internal/repl", imports: []string{"", "internal/prof/script", "internal/prof/export", "internal/columns"}, below: []string{"internal/inspect"}},
	{path: "internal/modes", imports: []string{""}},
	{path: "internal/scripttest", below: []string{"pkg/interp", "pkg/bytecode", "pkg/builtin", "pkg/web"}},
	{path: "internal/host262", imports: []string{"", "pkg/builtin"}, below: []string{"pkg/object"}},
	{path: "internal/wpt", imports: []string{""}},
	{path: "internal/conform/suite"},
	{path: "internal/conform/runner", imports: []string{"internal/conform/suite"}},
	{path: "internal/conform/report", imports: []string{"internal/conform/suite", "internal/conform/runner", "internal/jsonfile", "internal/page", "internal/version"}},
	{path: "internal/conform/engine", imports: []string{"internal/conform/runner", "internal/cmdline"}, below: []string{"internal/conform/suite"}},
	{path: "internal/conform", imports: []string{"", "internal/host262", "pkg/intl", "pkg/watch", "pkg/web"}},
	{path: "internal/progen/hunt", imports: []string{"", "internal/host262", "internal/modes", "internal/progen", "pkg/web", "internal/conform/suite"}, below: []string{"pkg/tier"}},
	{path: "cmd/kiln-reprl", imports: []string{"", "pkg/web"}, below: []string{"pkg/object"}},
	{path: "cmd/kiln", imports: []string{"", "internal/...", "pkg/watch", "pkg/web"}},
	{path: "test262", imports: []string{"internal/conform"}},
}

// inner lists packages (with those below them) that only the packages below a given one
// may import, whatever rows allow.
var inner = map[string]string{
	"pkg/native/ir":       "pkg/native",
	"pkg/native/build":    "pkg/native",
	"pkg/native/lower":    "pkg/native",
	"pkg/native/opt":      "pkg/native",
	"pkg/native/baseline": "pkg/native",
	"pkg/native/asm":      "pkg/native",
	"pkg/native/pattern":  "pkg/native",
	"pkg/native/amd64":    "pkg/native",
	"pkg/native/arm64":    "pkg/native",
}

// generators lists the packages that are about one machine. Only the seams of
// pkg/native import them, in the files that are built for that machine.
var generators = map[string]string{
	"pkg/native/amd64":       "pkg/native/backend_amd64.go",
	"pkg/native/amd64/macro": "pkg/native/asm/backend_default.go",
	"pkg/native/arm64":       "pkg/native/backend_arm64.go",
	"pkg/native/arm64/macro": "pkg/native/asm/backend_arm64.go",
}

// mayUseUnsafe lists the packages (with those below them) that may import
// unsafe; a file name limits the permission to that file.
var mayUseUnsafe = []string{
	"pkg/heap", "pkg/stack", "pkg/native", "internal/mmap", "internal/tap",
	// It copies the memory of Go objects.
	"pkg/image",
	// The loop: its switch, its registers, its access to words, and what it reads
	// of a function by pointer.
	"pkg/bytecode/loop.go", "pkg/bytecode/loop_inline.go", "pkg/bytecode/loop_gen.go", "pkg/bytecode/machine.go", "pkg/bytecode/word.go", "pkg/bytecode/function.go",
	"pkg/bytecode/bigint.go",
	"pkg/bytecode/construct.go",
	"pkg/bytecode/iterate.go",
	// Fields and methods of structs without reflection.
	"pkg/host/erase.go", "pkg/host/struct.go", "pkg/host/tally.go",
	// Where the linker puts the counters of coverage.
	"cmd/kiln-reprl/counters_compiler.go",
}

// mayUseAssembly lists the packages (with those below them) that may have .s files.
var mayUseAssembly = []string{"pkg/native", "pkg/heap", "internal/mmap", "internal/tap"}

// longFiles lists hand-written files over maxLines, each with the reason why it is not split.
var longFiles = map[string]string{
	"pkg/bytecode/loop.go": "the interpreter loop is one switch, so that it compiles to one jump table",
}

// maxLines is the length that a hand-written file may have.
const maxLines = 1000
