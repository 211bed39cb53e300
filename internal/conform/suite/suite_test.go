package suite

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseMeta(t *testing.T) {
	cases := []struct {
		name, source string
		want         Meta
	}{
		{"none", "var a;", Meta{}},
		{"flow lists", "/*---\nflags: [async, generated]\nincludes: [a.js, b.js]\nfeatures: [x]\n---*/",
			Meta{Flags: Async | Generated, Includes: []string{"a.js", "b.js"}, Features: []string{"x"}}},
		{"block lists", "/*---\nfeatures:\n  - a # why\n  - 'b'\nincludes:\n- c.js\n---*/",
			Meta{Features: []string{"a", "b"}, Includes: []string{"c.js"}}},
		{"flow list over lines", "/*---\nfeatures: [a,\n  b,\n  c]\n---*/",
			Meta{Features: []string{"a", "b", "c"}}},
		{"negative", "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/",
			Meta{Negative: &Negative{"parse", "SyntaxError"}}},
		{"block scalar hides keys", "/*---\ndescription: |\n  flags: [raw]\n\n  features: x\nflags: [module]\n---*/",
			Meta{Flags: Module}},
		{"carriage returns", "/*---\rdescription: x\rflags: [noStrict]\r---*/", Meta{Flags: NoStrict}},
		{"both", "/*---\r\nflags: [onlyStrict]\r\nlocale: [en, de]\r\n---*/",
			Meta{Flags: OnlyStrict, Locale: []string{"en", "de"}}},
		{"indented", "/*---\n    flags: [raw]\n    info: x\n---*/", Meta{Flags: Raw}},
		{"empty list", "/*---\nflags: []\n---*/", Meta{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := ParseMeta(c.source)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
	for name, source := range map[string]string{
		"no end":        "/*---\nflags: [raw]\n",
		"unknown flag":  "/*---\nflags: [rwa]\n---*/",
		"scalar list":   "/*---\nflags: raw\n---*/",
		"open list":     "/*---\nflags: [raw\n---*/",
		"unknown phase": "/*---\nnegative:\n  phase: early\n  type: SyntaxError\n---*/",
		"no type":       "/*---\nnegative:\n  phase: parse\n---*/",
		"before key":    "/*---\n- x\n---*/",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseMeta(source)
			assert.Error(t, err)
		})
	}
}

func TestScenarios(t *testing.T) {
	cases := []struct {
		flags   Flags
		modes   []Mode
		harness []string
	}{
		{0, []Mode{Sloppy, Strict}, []string{"assert.js", "sta.js", "x.js"}},
		{OnlyStrict, []Mode{Strict}, []string{"assert.js", "sta.js", "x.js"}},
		{NoStrict | Async, []Mode{Sloppy}, []string{"assert.js", "sta.js", "doneprintHandle.js", "x.js"}},
		{Module, []Mode{ModuleMode}, []string{"assert.js", "sta.js", "x.js"}},
		{Raw, []Mode{RawMode}, nil},
		{Raw | Module, []Mode{RawMode}, nil},
	}
	for _, c := range cases {
		test := &Test{Path: "a.js", Meta: Meta{Flags: c.flags, Includes: []string{"x.js"}}}
		assert.Equal(t, c.modes, test.Modes())
		assert.Equal(t, c.harness, Scenario{test, c.modes[0]}.Harness())
	}
	assert.True(t, IsTestFile("a/b.js"))
	assert.False(t, IsTestFile("a/b_FIXTURE.js"))
	assert.False(t, IsTestFile("a_FIXTURE/b.js"))
	assert.False(t, IsTestFile("a/b.json"))
}

func TestFilter(t *testing.T) {
	tests := []*Test{
		{Path: "language/for-of/a.js", Meta: Meta{Features: []string{"let"}}},
		{Path: "language/for-of-2/b.js", Meta: Meta{Flags: Async}},
		{Path: "built-ins/Array/from/c.js", Meta: Meta{Features: []string{"let", "Symbol"}}},
	}
	cases := []struct {
		patterns []string
		want     string
	}{
		{nil, "abc"},
		{[]string{"language"}, "ab"},
		{[]string{"test/language/"}, "ab"},
		{[]string{"language/for-of/"}, "ab"},
		{[]string{"language/for-of/a.js"}, "a"},
		{[]string{"language/*/a.js"}, "a"},
		{[]string{"**/c.js"}, "c"},
		{[]string{"built-ins/**/c.js"}, "c"},
		{[]string{"built-ins/A*"}, "c"},
		{[]string{"feature:let"}, "ac"},
		{[]string{"feature:let", "!feature:Symbol"}, "a"},
		{[]string{"flag:async", "built-ins"}, "bc"},
		{[]string{"!language"}, "c"},
	}
	for _, c := range cases {
		filter, err := ParseFilter(c.patterns)
		require.NoError(t, err)
		got := ""
		for _, test := range tests {
			if filter.Match(test) {
				got += test.Path[len(test.Path)-4 : len(test.Path)-3]
			}
		}
		assert.Equal(t, c.want, got, "%v", c.patterns)
	}
	for _, bad := range []string{"flag:fast", "a/[b"} {
		_, err := ParseFilter([]string{bad})
		assert.Error(t, err, bad)
	}
}

func TestShard(t *testing.T) {
	shard, err := ParseShard("2/3")
	require.NoError(t, err)
	assert.Equal(t, Shard{2, 3}, shard)
	assert.Equal(t, []bool{false, true, false, false, true}, []bool{shard.Has(0), shard.Has(1), shard.Has(2), shard.Has(3), shard.Has(4)})
	for _, bad := range []string{"0/3", "4/3", "1", "a/b", "1/2/3", "1/2x"} {
		_, err := ParseShard(bad)
		assert.Error(t, err, bad)
	}
}

var sampleFiles = map[string]string{
	"harness/assert.js":       "assert",
	"harness/sta.js":          "",
	"test/b/x.js":             "/*---\nflags: [raw]\n---*/\r\xff",
	"test/a/y.js":             "",
	"test/a/y_FIXTURE.js":     "fixture",
	"test/a/data.json":        "{}",
	"test/a/deep/er/final.js": "z",
}

func writeArchive(t *testing.T, prefix string) string {
	name := filepath.Join(t.TempDir(), "suite.tar.gz")
	file, err := os.Create(name)
	require.NoError(t, err)
	zipped := gzip.NewWriter(file)
	archive := tar.NewWriter(zipped)
	for name, content := range sampleFiles {
		require.NoError(t, archive.WriteHeader(&tar.Header{Name: prefix + name, Mode: 0o644, Size: int64(len(content))}))
		_, err := archive.Write([]byte(content))
		require.NoError(t, err)
	}
	require.NoError(t, archive.Close())
	require.NoError(t, zipped.Close())
	require.NoError(t, file.Close())
	return name
}

func writeFolder(t *testing.T) string {
	root := t.TempDir()
	for name, content := range sampleFiles {
		full := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
		require.NoError(t, os.WriteFile(full, []byte(content), 0o644))
	}
	return root
}

func TestSources(t *testing.T) {
	for name, location := range map[string]string{
		"folder":                writeFolder(t),
		"archive":               writeArchive(t, ""),
		"archive with dot":      writeArchive(t, "./"),
		"archive with a folder": writeArchive(t, "test262-main/"),
	} {
		t.Run(name, func(t *testing.T) {
			files, err := Open(location)
			require.NoError(t, err)
			again, err := Reopen(files.Location(), &test262{})
			require.NoError(t, err)
			for _, f := range []Files{files, again} {
				names, err := f.Names()
				require.NoError(t, err)
				assert.Equal(t, []string{"a/data.json", "a/deep/er/final.js", "a/y.js", "a/y_FIXTURE.js", "b/x.js"}, names)
				for name, content := range sampleFiles {
					got, err := f.ReadFile(name)
					require.NoError(t, err)
					assert.Equal(t, content, string(got))
				}
				for _, missing := range []string{"test/none.js", "../x", "test/../harness/assert.js"} {
					_, err = f.ReadFile(missing)
					assert.True(t, errors.Is(err, fs.ErrNotExist), missing)
				}
			}
			tests, err := Load(files, nil)
			require.NoError(t, err)
			require.Len(t, tests, 3)
			assert.Equal(t, "b/x.js", tests[2].Path)
			assert.Equal(t, Raw, tests[2].Flags)
			require.NoError(t, again.Close())
			require.NoError(t, files.Close())
		})
	}
}

func TestPackIsRemoved(t *testing.T) {
	files, err := Open(writeArchive(t, ""))
	require.NoError(t, err)
	require.NoError(t, files.Close())
	_, err = os.Stat(files.Location())
	assert.True(t, errors.Is(err, fs.ErrNotExist))
}

func TestDamagedSources(t *testing.T) {
	dir := t.TempDir()
	damaged := filepath.Join(dir, "x.tar.gz")
	require.NoError(t, os.WriteFile(damaged, []byte("not an archive"), 0o644))
	plain := filepath.Join(dir, "x.txt")
	require.NoError(t, os.WriteFile(plain, nil, 0o644))
	short := filepath.Join(dir, "x"+packSuffix)
	require.NoError(t, os.WriteFile(short, []byte("\xff\xff\xff\xff\xff\xff\xff\x7f"+packMagic), 0o644))
	for _, location := range []string{damaged, plain, dir, filepath.Join(dir, "missing")} {
		_, err := Open(location)
		assert.Error(t, err, location)
	}
	_, err := Reopen(short, &test262{})
	assert.ErrorIs(t, err, errDamaged)
}

func TestLocate(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("KILN_TEST262", "")
	_, err := Locate("")
	require.ErrorIs(t, err, ErrNoSuite)
	assert.Contains(t, err.Error(), "git clone")
	_, err = Locate("missing")
	assert.Error(t, err)
	require.NoError(t, os.Mkdir("test262-suite", 0o755))
	found, err := Locate("")
	require.NoError(t, err)
	assert.Equal(t, "test262-suite", found)
	require.NoError(t, os.Mkdir("other", 0o755))
	t.Setenv("KILN_TEST262", "other")
	found, err = Locate("")
	require.NoError(t, err)
	assert.Equal(t, "other", found)
}
