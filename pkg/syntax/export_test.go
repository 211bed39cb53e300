package syntax

// PutOffAll has the trees of all functions put off until restore is called.
func PutOffAll() (restore func()) {
	text, function := lazyText, lazyFunction
	lazyText, lazyFunction = 0, 0
	return func() { lazyText, lazyFunction = text, function }
}

// Pending reports whether the tree of f is not there yet.
func Pending(f *FuncInfo) bool { return f == nil || f.Pending() }
