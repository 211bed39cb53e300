package suite

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Filter selects tests. Each pattern is one of
//
//	language/statements      a folder or the beginning of a path
//	language/**/for-*.js     a path with * (within a name), ** (across folders), ?
//	feature:class-fields     tests that list the feature
//	flag:async               tests that have the flag
//	!PATTERN                 tests that PATTERN does not select
//
// A test is selected when any of the positive patterns selects it (or there
// are none) and none of the negative ones excludes it.
type Filter struct {
	positive, negative []matcher
}

type matcher func(*Test) bool

// ParseFilter reads patterns; a leading "test/" of a path is ignored.
func ParseFilter(patterns []string) (*Filter, error) {
	f := &Filter{}
	for _, pattern := range patterns {
		body, negated := strings.CutPrefix(pattern, "!")
		m, err := parsePattern(body)
		if err != nil {
			return nil, err
		}
		if negated {
			f.negative = append(f.negative, m)
		} else {
			f.positive = append(f.positive, m)
		}
	}
	return f, nil
}

func parsePattern(pattern string) (matcher, error) {
	if feature, ok := strings.CutPrefix(pattern, "feature:"); ok {
		return func(t *Test) bool { return slices.Contains(t.Features, feature) }, nil
	}
	if name, ok := strings.CutPrefix(pattern, "flag:"); ok {
		flag, known := parseFlag(name)
		if !known {
			return nil, fmt.Errorf("filter: unknown flag %q", name)
		}
		return func(t *Test) bool { return t.Flags.Has(flag) }, nil
	}
	pattern = strings.TrimPrefix(path.Clean("/" + strings.TrimPrefix(pattern, "test/"))[1:], "test/")
	if pattern == "" {
		return func(*Test) bool { return true }, nil
	}
	if !strings.ContainsAny(pattern, "*?[") {
		return func(t *Test) bool {
			rest, ok := strings.CutPrefix(t.Path, pattern)
			return ok && (rest == "" || rest[0] == '/' || rest[0] == '?' || !strings.HasSuffix(pattern, ".js"))
		}, nil
	}
	parts := strings.Split(pattern, "/")
	for _, part := range parts {
		if _, err := path.Match(part, ""); err != nil {
			return nil, fmt.Errorf("filter %q: %w", pattern, err)
		}
	}
	return func(t *Test) bool { return matchParts(parts, strings.Split(t.Path, "/")) }, nil
}

// matchParts matches folder by folder; a pattern that is used up matches
// everything below the folder that it has reached.
func matchParts(pattern, name []string) bool {
	for i, part := range pattern {
		if part == "**" {
			for skip := 0; skip <= len(name)-i; skip++ {
				if matchParts(pattern[i+1:], name[i+skip:]) {
					return true
				}
			}
			return false
		}
		if i >= len(name) {
			return false
		}
		if ok, _ := path.Match(part, name[i]); !ok {
			return false
		}
	}
	return true
}

// Match reports whether the filter selects the test.
func (f *Filter) Match(t *Test) bool {
	for _, m := range f.negative {
		if m(t) {
			return false
		}
	}
	if len(f.positive) == 0 {
		return true
	}
	for _, m := range f.positive {
		if m(t) {
			return true
		}
	}
	return false
}

// Shard is one of Count equal parts of a run; Index counts from 1. The zero
// Shard is the whole.
type Shard struct{ Index, Count int }

// ParseShard reads "i/n".
func ParseShard(s string) (Shard, error) {
	var shard Shard
	if s == "" {
		return shard, nil
	}
	var rest string
	n, _ := fmt.Sscanf(s+" ", "%d/%d%1s", &shard.Index, &shard.Count, &rest)
	if n != 2 || shard.Count < 1 || shard.Index < 1 || shard.Index > shard.Count {
		return Shard{}, fmt.Errorf("shard %q: want i/n with 1 <= i <= n", s)
	}
	return shard, nil
}

// Has reports whether the n-th scenario (from 0) belongs to the shard.
// Neighbours are dealt to different shards, so that slow folders are shared out.
func (s Shard) Has(n int) bool { return s.Count == 0 || n%s.Count == s.Index-1 }
