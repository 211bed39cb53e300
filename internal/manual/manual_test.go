package manual_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/manual"
)

type cookCommand struct {
	Style string   `default:"raw" enum:"raw,well-done" help:"How, as in 'it's: raw' [or \\backslash]."`
	Out   string   `short:"o" placeholder:"FILE" help:"Where the meal goes…"`
	Salt  bool     `negatable:"" help:"Add salt."`
	Time  string   `placeholder:"5m" help:"How long."`
	Meal  []string `arg:"" optional:"" help:"What."`
}

// Help is a text with a list.
func (cookCommand) Help() string {
	return ".Dots at the beginning.\n\n  egg   simmers\n  soup  boils\n\n  as  it\n  stands\n"
}

type dishCommand struct {
	Kind string `arg:"" enum:"plate,bowl" help:"Which."`
}

func model(t *testing.T) *kong.Application {
	k, err := kong.New(&struct {
		Cook   cookCommand `cmd:"" help:"Cook a meal."`
		Dish   dishCommand `cmd:"" help:"Take a dish."`
		Hidden struct{}    `cmd:"" hidden:""`
	}{}, kong.Name("chef"), kong.Description("Chef is a cook."))
	require.NoError(t, err)
	return k.Model
}

func TestPage(t *testing.T) {
	var b strings.Builder
	require.NoError(t, manual.Page(&b, model(t), nil, "1-x", []manual.Section{{Title: "EXIT STATUS", Text: "  0  Fine.\n"}}))
	text := b.String()
	for _, want := range []string{
		`.TH "CHEF" 1 "" "chef 1\-x"`, "chef \\- cook\n", ".B chef cook\n[\\fIflags\\fR]\n[meal ...]", `\fB\-\-style\fR=\fIraw|well\-done\fR`, "[or \\ebackslash] (default raw).",
		`\fB\-o\fR, \fB\-\-out\fR=\fIFILE\fR`, `goes\[u2026]`, `\fB\-\-salt\fR, \fB\-\-no\-salt\fR`, "\n\\&.Dots at the beginning.\n", ".TP\n\\fBegg\\fR\nsimmers\n", "\n.nf\n  as  it\n  stands\n.fi\n", ".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\nFine.\n",
	} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "hidden")
	if groff, err := exec.LookPath("groff"); err == nil {
		cmd := exec.Command(groff, "-man", "-ww", "-z")
		cmd.Stdin = strings.NewReader(text)
		out, err := cmd.CombinedOutput()
		require.NoError(t, err)
		assert.Empty(t, string(out))
	}
}

// TestCompletion has bash complete words, and the other shells read their scripts.
func TestCompletion(t *testing.T) {
	app := model(t)
	script := func(shell string) string {
		var b strings.Builder
		require.NoError(t, manual.Completion(&b, app, shell))
		file := filepath.Join(t.TempDir(), "completion")
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o644))
		return file
	}
	require.Error(t, manual.Completion(&strings.Builder{}, app, "tcsh"))
	for _, shell := range manual.Shells {
		file := script(shell)
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Contains(t, string(text), "well-done")
		assert.NotContains(t, string(text), "hidden")
		if program, err := exec.LookPath(shell); err == nil {
			out, err := exec.Command(program, "-n", file).CombinedOutput()
			assert.NoError(t, err, "%s: %s", shell, out)
		}
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	file := script("bash")
	for words, want := range map[string]string{
		"chef co": "cook", "chef cook --st": "--style", "chef cook --style = we": "well-done", "chef cook --style ": "raw well-done", "chef dish ": "plate bowl",
		"chef cook --no": "--no-salt", "chef cook --time ": "", "chef --": "--help", "chef dish b": "bowl",
	} {
		cmd := exec.Command(bash, "-c", `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _chef; echo "${COMPREPLY[*]}"`)
		cmd.Args = append(cmd.Args, file)
		cmd.Args = append(cmd.Args, strings.Split(words, " ")...)
		cmd.Dir = t.TempDir()
		out, err := cmd.Output()
		require.NoError(t, err)
		assert.Equal(t, want+"\n", string(out), words)
	}
}
