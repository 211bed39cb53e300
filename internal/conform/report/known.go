package report

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"sort"
	"strings"

	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/conform/suite"
)

// Tiers are the engine's modes, in the order in which everything lists them.
var Tiers = []string{"interp", "bytecode", "native", "auto"}

// tierSet is a set of Tiers by index.
type tierSet uint8

const allTiers tierSet = 1<<4 - 1

func tierBit(tier string) tierSet {
	if i := slices.Index(Tiers, tier); i >= 0 {
		return 1 << i
	}
	return 0
}

// key names a scenario without its tier.
type key struct{ path, mode string }

type expectation struct {
	tiers  tierSet
	reason string
}

// Known is a list of scenarios that are known to fail, with a reason for each.
//
// The file has one line per test:
//
//	# a comment, or an empty line
//	== reason of the entries that follow
//	language/a.js [strict]
//	language/b.js [sloppy,strict] a reason of its own
//	language/c.js [module;native,auto]        only in these tiers
type Known struct {
	header  []string
	entries map[key]expectation
}

// NoReason is the reason that Update gives to failures that had none.
const NoReason = "not looked at yet"

// ReadKnown reads a list from a file. A file that does not exist is an empty list.
func ReadKnown(name string) (*Known, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &Known{entries: map[key]expectation{}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("known failures: %w", err)
	}
	defer file.Close()
	known, err := parseKnown(file)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return known, nil
}

func parseKnown(in io.Reader) (*Known, error) {
	k := &Known{entries: map[key]expectation{}}
	reason := ""
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "":
		case line[0] == '#':
			if len(k.entries) == 0 && reason == "" {
				k.header = append(k.header, line)
			}
		case strings.HasPrefix(line, "=="):
			if reason = strings.TrimSpace(line[2:]); reason == "" {
				return nil, fmt.Errorf("%d: a group without a reason", n)
			}
		default:
			if err := k.parseEntry(line, reason); err != nil {
				return nil, fmt.Errorf("%d: %w", n, err)
			}
		}
	}
	return k, lines.Err()
}

func (k *Known) parseEntry(line, reason string) error {
	path, rest, ok := strings.Cut(line, " [")
	words, own, closed := strings.Cut(rest, "]")
	if !ok || !closed {
		return fmt.Errorf("want `path [modes] reason`, got %q", line)
	}
	if own = strings.TrimSpace(own); own != "" {
		reason = own
	}
	if reason == "" {
		return fmt.Errorf("%s has no reason", path)
	}
	modes, tiers, limited := strings.Cut(words, ";")
	set := allTiers
	if limited {
		set = 0
		for tier := range strings.SplitSeq(tiers, ",") {
			bit := tierBit(strings.TrimSpace(tier))
			if bit == 0 {
				return fmt.Errorf("unknown tier %q", tier)
			}
			set |= bit
		}
	}
	for mode := range strings.SplitSeq(modes, ",") {
		mode = strings.TrimSpace(mode)
		if _, err := suite.ParseMode(mode); err != nil {
			return err
		}
		at := key{path, mode}
		if old, twice := k.entries[at]; twice && old.tiers&set != 0 {
			return fmt.Errorf("%s [%s] is listed twice", path, mode)
		}
		k.entries[at] = expectation{k.entries[at].tiers | set, reason}
	}
	return nil
}

// Len is the number of scenarios in the list.
func (k *Known) Len() int { return len(k.entries) }

// Reason returns why the item is known to fail; ok is false if it is not listed.
func (k *Known) Reason(item runner.Item) (reason string, ok bool) {
	e := k.entries[key{item.Path, item.Mode}]
	return e.reason, e.tiers&tierBit(item.Tier) != 0
}

// Verdict compares a run with the list.
type Verdict struct {
	// Unlisted are failures that are not in the list, Stale are entries that
	// passed, Expected are failures that are in the list.
	Unlisted, Stale, Expected []runner.Result
	// Vanished are entries whose test the suite no longer has.
	Vanished []string
}

// OK reports whether the run is as the list says.
func (v *Verdict) OK() bool { return len(v.Unlisted)+len(v.Stale)+len(v.Vanished) == 0 }

// Compare judges a run. exists tells whether the suite has a test; it may be
// nil when that is not to be checked.
func (k *Known) Compare(results []runner.Result, exists func(path string) bool) *Verdict {
	v := &Verdict{}
	for _, r := range results {
		_, listed := k.Reason(r.Item)
		switch {
		case r.Status == runner.Pass && listed:
			v.Stale = append(v.Stale, r)
		case r.Status != runner.Pass && listed:
			v.Expected = append(v.Expected, r)
		case r.Status != runner.Pass:
			v.Unlisted = append(v.Unlisted, r)
		}
	}
	if exists != nil {
		gone := map[string]bool{}
		for at := range k.entries {
			if !exists(at.path) {
				gone[at.path] = true
			}
		}
		for path := range gone {
			v.Vanished = append(v.Vanished, path)
		}
		sort.Strings(v.Vanished)
	}
	return v
}

// Update makes the list true for a run: scenarios that passed leave it, new
// failures enter it with NoReason, old ones keep their reason. What the run did
// not contain stays, except tests that the suite no longer has.
func (k *Known) Update(results []runner.Result, exists func(path string) bool) {
	type seen struct{ ran, failed tierSet }
	byKey := map[key]seen{}
	for _, r := range results {
		at, bit := key{r.Path, r.Mode}, tierBit(r.Tier)
		s := byKey[at]
		s.ran |= bit
		if r.Status != runner.Pass {
			s.failed |= bit
		}
		byKey[at] = s
	}
	for at, s := range byKey {
		e, listed := k.entries[at]
		tiers := e.tiers&^s.ran | s.failed
		if s.failed == s.ran && (!listed || e.tiers == allTiers) {
			tiers = allTiers
		}
		if s.failed == 0 && e.tiers == allTiers {
			tiers = 0
		}
		if tiers == 0 {
			delete(k.entries, at)
			continue
		}
		if !listed {
			e.reason = NoReason
		}
		k.entries[at] = expectation{tiers, e.reason}
	}
	for at := range k.entries {
		if exists != nil && !exists(at.path) {
			delete(k.entries, at)
		}
	}
}

// WriteFile writes the list, grouped by reason and sorted.
func (k *Known) WriteFile(name string) error {
	var b strings.Builder
	for _, line := range k.header {
		b.WriteString(line + "\n")
	}
	type line struct {
		path  string
		tiers tierSet
	}
	groups := map[string]map[line][]string{}
	for at, e := range k.entries {
		if groups[e.reason] == nil {
			groups[e.reason] = map[line][]string{}
		}
		l := line{at.path, e.tiers}
		groups[e.reason][l] = append(groups[e.reason][l], at.mode)
	}
	for _, reason := range sortedKeys(groups) {
		fmt.Fprintf(&b, "\n== %s\n", reason)
		var lines []string
		for l, modes := range groups[reason] {
			sort.Strings(modes)
			words := strings.Join(modes, ",")
			if l.tiers != allTiers {
				words += ";" + strings.Join(l.tiers.names(), ",")
			}
			lines = append(lines, l.path+" ["+words+"]\n")
		}
		sort.Strings(lines)
		for _, l := range lines {
			b.WriteString(l)
		}
	}
	return os.WriteFile(name, []byte(b.String()), 0o644)
}

func (s tierSet) names() []string {
	var out []string
	for i, name := range Tiers {
		if s&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
