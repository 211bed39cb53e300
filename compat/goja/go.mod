module github.com/dop251/goja

go 1.26.0

require (
	github.com/go-sourcemap/sourcemap v2.1.4+incompatible
	github.com/kilnjs/kiln v0.0.0
)

require golang.org/x/text v0.43.0 // indirect

replace github.com/kilnjs/kiln => ../..
