package regexp

// Poll is called again and again while a program is made, with the work since the
// last call in units of about 10 ns. Its error ends the making, which returns it
// as it is.
type Poll func(work int) error

// pollWork is how much work lies between two calls of a Poll.
const pollWork = 1 << 12

// What things take, in the units of Poll.
const (
	termWork  = 8
	rangeWork = 16 // a range or string of a set
	instWork  = 8
)

// meter counts the work of making a program. A nil meter counts nothing.
type meter struct {
	poll Poll
	done int
}

// pollError carries the error of a Poll to CompilePolled.
type pollError struct{ err error }

func (m *meter) worked(n int) {
	if m == nil {
		return
	}
	if m.done += n; m.done >= pollWork {
		n, m.done = m.done, 0
		if err := m.poll(n); err != nil {
			panic(pollError{err})
		}
	}
}

// CompilePolled is Compile for the patterns of scripts. The error is an *Error,
// or that of poll.
func CompilePolled(pattern, flags string, poll Poll) (program *Program, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case pollError:
			program, err = nil, r.err
		default:
			panic(r)
		}
	}()
	m := &meter{poll: poll}
	tree, err := parsePolled(pattern, flags, m)
	if err != nil {
		return nil, err
	}
	return tree.compile(m), nil
}
