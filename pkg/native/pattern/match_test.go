//go:build amd64 || arm64

package pattern

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/regexp"
)

// newMachine is a machine that compiles whatever it is offered.
func newMachine() *Machine { return New(enter, entry.LeaveAddress(), true, maxLive) }

// errTired ends a match that asks too often.
var errTired = errors.New("tired")

// subject is a text in the one width or the other.
type subject struct {
	latin []byte
	wide  []uint16
}

func (s subject) search(p *regexp.Program, at int, caps *regexp.Captures, poll func() error) (bool, error) {
	sticky := p.Flags.Has(regexp.Sticky)
	if s.wide != nil {
		return p.SearchUTF16(s.wide, at, sticky, caps, poll)
	}
	return p.SearchLatin1(s.latin, at, sticky, caps, poll)
}

func (s subject) len() int { return len(s.latin) + len(s.wide) }

// matches are the bounds of all matches and their groups.
func matches(p *regexp.Program, s subject, caps *regexp.Captures) (out []string) {
	for at := 0; at <= s.len() && len(out) < 40; {
		polls := 0
		ok, err := s.search(p, at, caps, func() error {
			if polls++; polls > 400 {
				return errTired
			}
			return nil
		})
		if err != nil {
			return append(out, err.Error())
		}
		if !ok {
			return append(out, "none")
		}
		out = append(out, fmt.Sprint(caps.Pos))
		if at = int(caps.Pos[1]); caps.Pos[0] == caps.Pos[1] {
			at++
		}
	}
	return out
}

// captured has the Captures of all cases with a machine: what one pattern leaves there must not matter to the next.
var captured = map[*Machine]*regexp.Captures{}

// compare runs a pattern in machine code and in the interpreter; it reports whether it is machine code.
func compare(t *testing.T, m *Machine, pattern, flags string, subjects []subject) (made bool) {
	t.Helper()
	p, err := regexp.Compile(pattern, flags)
	if err != nil {
		return false
	}
	q, _ := regexp.Compile(pattern, flags)
	var plain regexp.Captures
	fast := captured[m]
	if fast == nil {
		fast = &regexp.Captures{}
		fast.UseMachine(m)
		captured[m] = fast
	}
	for _, s := range subjects {
		want, got := matches(q, s, &plain), matches(p, s, fast)
		if strings.Join(want, "") != strings.Join(got, "") {
			require.Equal(t, want, got, "/%s/%s on %q %v", pattern, flags, s.latin, s.wide)
		}
	}
	return p.InMachineCode()
}

func subjectsOf(m *maker, n, size int) (list []subject) {
	for range n {
		units := m.text(size, false)
		latin := make([]byte, len(units))
		for i, u := range units {
			latin[i] = byte(u)
		}
		list = append(list, subject{latin: latin}, subject{wide: append([]uint16{}, units...)}, subject{wide: append([]uint16{}, m.text(size, true)...)})
	}
	return list
}

// TestMachineCodeAgrees runs generated patterns on generated texts.
func TestMachineCodeAgrees(t *testing.T) {
	n := 6000
	if testing.Short() {
		n = 600
	}
	m := newMachine()
	made := 0
	for seed := range n {
		r := &maker{Rand: rand.New(rand.NewPCG(uint64(seed), 1))}
		pattern := r.pattern(1 + r.IntN(4))
		if compare(t, m, pattern, r.flags(), subjectsOf(r, 3, 30)) {
			made++
		}
	}
	assert.Greater(t, made, n*2/3, "patterns that are machine code")
}

// FuzzMachineCode is TestMachineCodeAgrees for any pattern and text.
func FuzzMachineCode(f *testing.F) {
	f.Add(uint64(1), "(a|b)*c", "abc")
	m := newMachine()
	f.Fuzz(func(t *testing.T, seed uint64, pattern, text string) {
		r := &maker{Rand: rand.New(rand.NewPCG(seed, 2))}
		if r.IntN(2) == 0 || len(pattern) > 60 {
			pattern = r.pattern(1 + r.IntN(5))
		}
		list := subjectsOf(r, 2, 40)
		if len(text) < 200 {
			list = append(list, subject{latin: []byte(text)})
		}
		compare(t, m, pattern, r.flags(), list)
	})
}

// TestLongTexts: the stack of choices grows, scans are long, and where there is too much to remember the
// interpreter goes on.
func TestLongTexts(t *testing.T) {
	m := newMachine()
	for _, c := range []struct{ pattern, unit string }{
		{"(x)*$", "x"}, {"(?:(x)|y)*$", "xy"}, {"(x+x+)+y", "x"}, {"^(?:a?){50}b", "a"}, {"(.*)(.*)(.*)z", "ab"}, {`(\w+\s?)+$`, "abc "}, {`(?=(x*))\1y`, "x"},
		{"(?:x(?=(x)*)){1,3}$", "x"}, {"x*?y", "x"}, {"(?:xx?)*?y", "x"}, {"[^,]*,", "aaaaaaaaaa"}, {"(a|ab)(c|bcd)*$", "abcd"},
		{"(?:(?!z).)*$", "ab"}, {"(x?){3,1000}y", "x"},
	} {
		for _, n := range []int{100, 3000, 100_000} {
			text := strings.Repeat(c.unit, n)
			wide := make([]uint16, len(text))
			for i := range text {
				wide[i] = uint16(text[i])
			}
			compare(t, m, c.pattern, "", []subject{{latin: []byte(text)}, {wide: wide}})
			assert.LessOrEqual(t, m.Bytes(), 8*keepWords, "memory is given back")
		}
	}
}

// TestGivenUpAtAPosition: the interpreter goes on behind the position at which machine code gives up, where
// positions are tried one after the other.
func TestGivenUpAtAPosition(t *testing.T) {
	m := newMachine()
	text := strings.Repeat("abc-", maxText/4+1) + "abc"
	for _, pattern := range []string{"-[^-]*$", "-[a-c]*b$", "c-[^-]*$"} {
		assert.True(t, compare(t, m, pattern, "", []subject{{latin: []byte(text)}}), pattern)
	}
}

// TestPollEndsMatch: a match in machine code ends with the error of poll.
func TestPollEndsMatch(t *testing.T) {
	p, err := regexp.Compile(`(x+x+)+\1y`, "")
	require.NoError(t, err)
	var caps regexp.Captures
	caps.UseMachine(newMachine())
	text := []byte(strings.Repeat("x", 60))
	for range 3 {
		polls := 0
		_, err = p.SearchLatin1(text, 0, false, &caps, func() error {
			if polls++; polls == 5 {
				return errTired
			}
			return nil
		})
		require.ErrorIs(t, err, errTired)
		require.True(t, p.InMachineCode())
		ok, err := p.SearchLatin1([]byte("xyxy"), 0, false, &caps, nil)
		require.NoError(t, err)
		require.False(t, ok)
	}
}

// TestSearchDoesNotAllocate: not after the first.
func TestSearchDoesNotAllocate(t *testing.T) {
	p, err := regexp.Compile(`(\w+)@(\w+)\.com`, "")
	require.NoError(t, err)
	var caps regexp.Captures
	caps.UseMachine(newMachine())
	text := []byte("mail to someone@example.com")
	search := func() {
		ok, err := p.SearchLatin1(text, 0, false, &caps, nil)
		require.True(t, ok && err == nil)
	}
	search()
	assert.Zero(t, testing.AllocsPerRun(100, search))
	assert.Equal(t, []int32{8, 27, 8, 15, 16, 23}, caps.Pos)
}

// TestCodeIsShared: the code of a program runs on another machine than the one that made it.
func TestCodeIsShared(t *testing.T) {
	p, err := regexp.Compile(`(a+)b`, "")
	require.NoError(t, err)
	for range 3 {
		var caps regexp.Captures
		caps.UseMachine(newMachine())
		for range 2 {
			ok, err := p.SearchLatin1([]byte("xaab"), 0, false, &caps, nil)
			require.True(t, ok && err == nil)
			assert.Equal(t, []int32{1, 4, 1, 3}, caps.Pos)
		}
	}
}

// TestDeclined: such patterns stay with the interpreter.
func TestDeclined(t *testing.T) {
	m := newMachine()
	for _, pattern := range []string{`[\p{RGI_Emoji}]`, "(?<a>x)|(?<a>y)\\k<a>", strings.Repeat("(a|bc)", 2000)} {
		p, err := regexp.Compile(pattern, "v")
		require.NoError(t, err)
		var caps regexp.Captures
		caps.UseMachine(m)
		_, err = p.SearchLatin1([]byte("abc"), 0, false, &caps, nil)
		require.NoError(t, err)
		assert.False(t, p.InMachineCode(), pattern)
	}
}

// TestCodeIsBounded: programs that come when there is as much code as may be stay with the interpreter.
func TestCodeIsBounded(t *testing.T) {
	m := New(enter, entry.LeaveAddress(), true, 3*int64(os.Getpagesize()))
	var caps regexp.Captures
	caps.UseMachine(m)
	programs := make([]*regexp.Program, 20)
	made := 0
	for i := range programs {
		p, err := regexp.Compile(fmt.Sprintf("a(%d)+", i), "")
		require.NoError(t, err)
		programs[i] = p
		ok, err := p.SearchLatin1(fmt.Appendf(nil, "xa%d%d", i, i), 0, false, &caps, nil)
		require.True(t, ok && err == nil)
		assert.Equal(t, int32(1), caps.Pos[0])
		if p.InMachineCode() {
			made++
		}
	}
	assert.True(t, made > 0 && made <= 4, made)
	runtime.KeepAlive(programs)
}
