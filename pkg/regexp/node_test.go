package regexp

import (
	"bytes"
	gocontext "context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	// goldenCases is the number of seeds, from 1, whose results are in
	// testdata/node.txt.
	goldenCases = 2000
	// liveCases is the number of seeds that are compared with a node command, and
	// shortCases that of a short run, unless the environment says otherwise.
	liveCases  = 20000
	shortCases = 1000
)

// utf16Of returns WTF-8 as code units.
func utf16Of(s string) []uint16 {
	units := []uint16{}
	for _, r := range decode(s, false) {
		units = append(units, uint16(r))
	}
	return units
}

// subjectsOf returns the forms in which a text can be given to the matcher.
func subjectsOf(s string) []Subject {
	units := utf16Of(s)
	forms := []Subject{{UTF16: units}}
	latin := make([]byte, len(units))
	for i, u := range units {
		if u > 0xFF {
			return forms
		}
		latin[i] = byte(u)
	}
	return append(forms, Subject{Latin1: latin})
}

// resultsOf returns what results.mjs prints for a case, or noResult if a match
// takes too long to be compared.
func resultsOf(t *testing.T, c testCase) string {
	t.Helper()
	p, err := Compile(c.pattern, c.flags)
	if err != nil {
		return "!" + reasonOf(err)
	}
	var first string
	for i, s := range subjectsOf(c.text) {
		got, err := execResults(p, s, len(utf16Of(c.text)), c.lastIndex)
		if err != nil {
			return noResult
		}
		if i > 0 {
			require.Equal(t, first, got, "%s: Latin-1 and UTF-16 differ", c)
		}
		first = got
	}
	return first
}

// reasonOf returns a message without the pattern.
func reasonOf(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	return e.Reason()
}

// execResults calls the matcher as RegExpBuiltinExec does.
func execResults(p *Program, s Subject, length, lastIndex int) (string, error) {
	var b strings.Builder
	names := ""
	moves := p.Flags.Has(Global) || p.Flags.Has(Sticky)
	if !moves {
		lastIndex = 0
	}
	var caps Captures
	for i := range 3 {
		if i > 0 {
			b.WriteByte(';')
		}
		polls := 0
		ok, err := p.Match(s, lastIndex, &caps, func() error {
			if polls++; polls > 40 {
				return errors.New("slow")
			}
			return nil
		})
		if err != nil {
			return "", err
		}
		if !ok {
			b.WriteByte('-')
			break
		}
		for i, pos := range caps.Pos {
			if i > 0 {
				b.WriteByte(',')
			}
			if pos >= 0 {
				b.WriteString(strconv.Itoa(int(pos)))
			}
		}
		if len(p.Names) > 0 {
			var list []string
			for _, n := range p.Names {
				list = append(list, n.Name)
			}
			names = " " + strings.Join(list, ",")
		}
		if !moves {
			break
		}
		lastIndex = int(caps.Pos[1])
		if caps.Pos[0] == caps.Pos[1] {
			lastIndex++
		}
		if lastIndex > length {
			// The next exec fails and ends the list, unless it was the last.
			if i < 2 {
				b.WriteString(";-")
			}
			break
		}
	}
	return b.String() + names, nil
}

func (c testCase) String() string {
	return fmt.Sprintf("/%+q/%s on %+q at %d", c.pattern, c.flags, c.text, c.lastIndex)
}

// json returns the line that results.mjs reads.
func (c testCase) json() string {
	quote := func(s string) string {
		var b strings.Builder
		b.WriteByte('"')
		for _, u := range utf16Of(s) {
			fmt.Fprintf(&b, `\u%04x`, u)
		}
		b.WriteByte('"')
		return b.String()
	}
	return fmt.Sprintf("[%s,%q,%s,%d]\n", quote(c.pattern), c.flags, quote(c.text), c.lastIndex)
}

// noResult stands for the result of a case that takes too long, or that Node
// crashes on.
const noResult = "no result"

// askNode returns what a node command finds. It is not asked about what takes
// too long here, where fewer choices are remembered than there.
func askNode(t *testing.T, cases []testCase, here []string) []string {
	t.Helper()
	var lines []string
	for len(lines) < len(cases) {
		var in bytes.Buffer
		for i := len(lines); i < len(cases); i++ {
			if here[i] == noResult {
				in.WriteString("[]\n")
			} else {
				in.WriteString(cases[i].json())
			}
		}
		ctx, cancel := gocontext.WithTimeout(t.Context(), 5*time.Minute)
		cmd := exec.CommandContext(ctx, "node", "testdata/results.mjs")
		cmd.Stdin = &in
		out, err := cmd.Output()
		cancel()
		for line := range strings.Lines(string(out)) {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
		if err != nil {
			require.Less(t, len(lines), len(cases))
			t.Logf("Node: %v on %s", err, cases[len(lines)])
			lines = append(lines, noResult)
		}
	}
	return lines
}

// casesFor returns the cases of some seeds, and what this package finds.
func casesFor(t *testing.T, first, count uint64) (cases []testCase, results []string) {
	t.Helper()
	for seed := first; seed < first+count; seed++ {
		c := generate(seed)
		cases = append(cases, c)
		results = append(results, resultsOf(t, c))
	}
	return cases, results
}

// deviations are what Node does differently, and why that is Node's fault. Each
// applies to the versions before the given one.
var deviations = []struct {
	before int
	reason string
	holds  func(c testCase, node, here string) bool
}{
	{24, "does not know modifiers", func(c testCase, node, here string) bool {
		return node == "!Invalid group" && modifier.MatchString(c.pattern)
	}},
	{24, "does not know groups of one name in different alternatives", func(c testCase, node, here string) bool {
		return node == "!Duplicate capture group name" && here[0] != '!'
	}},
	{24, "crashes on, or does not match, a class with the v flag that matches nothing or everything", func(c testCase, node, here string) bool {
		return c.has("v") && (strings.Contains(c.pattern, "[^") || strings.Contains(c.pattern, `\P{Any}`) || node == noResult)
	}},
	{24, "has not the sets of case foldings that the flags v and i ask for", func(c testCase, node, here string) bool {
		return c.has("v") && c.has("i") && foldedSet.MatchString(c.pattern)
	}},
	{never, "has ASCII, and single characters of \\q, without their case variants with the flags v and i", func(c testCase, node, here string) bool {
		return c.has("v") && c.has("i") && (strings.Contains(c.pattern, `ASCII}`) || strings.Contains(c.pattern, `\q{`))
	}},
	{never, "begins a match between the halves of a surrogate pair", func(c testCase, node, here string) bool {
		return (c.has("u") || c.has("v")) && beginsInPair(c.text, node)
	}},
	{never, "takes two groups of one name for different alternatives when one is inside the other, or in a lookaround", func(c testCase, node, here string) bool {
		return here == "!Duplicate capture group name"
	}},
	{never, "has another word for it since version 24", func(c testCase, node, here string) bool {
		return here == "!Invalid class escape" && node == "!Invalid decimal escape"
	}},
}

// never is the version of Node that has mended what the present one has not.
const never = math.MaxInt

// foldedSet finds complements and set operations.
var foldedSet = regexp.MustCompile(`\\P|--|&&`)

var modifier = regexp.MustCompile(`\(\?[ims]*-?[ims]*:`)

func (c testCase) has(flag string) bool { return strings.Contains(c.flags, flag) }

// beginsInPair reports whether one of the matches that Node found does.
func beginsInPair(text, node string) bool {
	units := utf16Of(text)
	for match := range strings.SplitSeq(node, ";") {
		first, _, _ := strings.Cut(match, ",")
		if at, err := strconv.Atoi(first); err == nil && inPair(units, at) {
			return true
		}
	}
	return false
}

// nodeVersion returns the major version of the node command, 0 if there is none.
func nodeVersion() int {
	out, err := exec.Command("node", "--version").Output()
	if err != nil {
		return 0
	}
	major, _, _ := strings.Cut(strings.TrimPrefix(string(out), "v"), ".")
	version, _ := strconv.Atoi(major)
	return version
}

func compareWithNode(t *testing.T, version int, cases []testCase, node, here []string) {
	t.Helper()
	matches, bad, slow, different := 0, 0, 0, 0
	known := map[string]int{}
next:
	for i, c := range cases {
		if here[i] == noResult {
			slow++
			continue
		}
		if node[i] == here[i] {
			switch here[i][0] {
			case '!':
				bad++
			case '-':
			default:
				matches++
			}
			continue
		}
		for _, d := range deviations {
			if version < d.before && d.holds(c, node[i], here[i]) {
				known[d.reason]++
				continue next
			}
		}
		if different++; different <= 30 {
			t.Errorf("%s\n  Node: %s\n  here: %s", c, node[i], here[i])
		}
	}
	t.Logf("%d cases: %d match, %d are bad patterns, %d take too long, %d differ", len(cases), matches, bad, slow, different)
	for reason, n := range known {
		t.Logf("%d times Node %d %s", n, version, reason)
	}
}

// TestNode compares with the node command of this machine. The environment can
// say how many cases, and where they begin.
func TestNode(t *testing.T) {
	version := nodeVersion()
	if version == 0 {
		t.Skip("there is no node command")
	}
	number := func(name string, standard uint64) uint64 {
		if s := os.Getenv(name); s != "" {
			n, err := strconv.ParseUint(s, 10, 64)
			require.NoError(t, err)
			return n
		}
		return standard
	}
	count := uint64(liveCases)
	if testing.Short() {
		count = shortCases
	}
	cases, here := casesFor(t, number("KILN_REGEXP_SEED", 1), number("KILN_REGEXP_CASES", count))
	compareWithNode(t, version, cases, askNode(t, cases, here), here)
}

// goldenVersion is the version of Node that testdata/node.txt is from.
const goldenVersion = 24

// TestNodeGolden compares with results of Node that are kept. Their first line
// is a hash of the cases; KILN_UPDATE=1 makes the file again.
func TestNodeGolden(t *testing.T) {
	const file = "testdata/node.txt"
	cases, here := casesFor(t, 1, goldenCases)
	h := fnv.New64a()
	for _, c := range cases {
		h.Write([]byte(c.json()))
	}
	id := fmt.Sprintf("%016x", h.Sum64())
	if os.Getenv("KILN_UPDATE") != "" {
		require.Equal(t, goldenVersion, nodeVersion())
		text := id + "\n" + strings.Join(askNode(t, cases, here), "\n") + "\n"
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	require.Equal(t, id, lines[0], "the file is for other cases: the generator has changed")
	compareWithNode(t, goldenVersion, cases, lines[1:], here)
}

// TestMessages has patterns of all kinds with the reasons that Node 20 gives.
func TestMessages(t *testing.T) {
	text, err := os.ReadFile("testdata/messages.json")
	require.NoError(t, err)
	var rows [][3]string
	require.NoError(t, json.Unmarshal(text, &rows))
	for _, row := range rows {
		reason := ""
		if err := Check(row[0], row[1]); err != nil {
			reason = reasonOf(err)
		}
		assert.Equal(t, row[2], reason, "/%s/%s", row[0], row[1])
	}
}
