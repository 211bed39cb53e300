package fdlibm

import "testing"

var total float64 // so that no call is dropped

// BenchmarkFunctions measures each function over arguments from 0 to 30 (to 1 for
// those that end there), and the sine of large ones, which are reduced the long way.
func BenchmarkFunctions(b *testing.B) {
	measure := func(name string, low, high float64, f func(float64) float64) {
		b.Run(name, func(b *testing.B) {
			step := (high - low) / 1024
			for i := 0; b.Loop(); i++ {
				total += f(low + float64(step*float64(i&1023)))
			}
		})
	}
	for _, f := range functions {
		switch f.name {
		case "asin", "acos", "atanh":
			measure(f.name, -1, 1, f.f)
		case "acosh":
			measure(f.name, 1, 30, f.f)
		default:
			measure(f.name, 0, 30, f.f)
		}
	}
	measure("sin of large", 1e8, 1e12, Sin)
	measure("pow", 0, 30, func(x float64) float64 { return Pow(x, 1.7) })
	measure("pow of integer", 0, 30, func(x float64) float64 { return Pow(x, 7) })
	measure("atan2", 0, 30, func(x float64) float64 { return Atan2(x, 3.5) })
	measure("hypot", 0, 30, func(x float64) float64 { return Hypot(x, 3.5) })
}
