package main

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/internal/version"
)

func TestManual(t *testing.T) {
	page, _, status := output(t, "man")
	assert.Equal(t, 0, status)
	assert.Contains(t, page, ".SH \"EXIT STATUS\"")
	assert.Contains(t, page, "kiln tiers")
	page, _, status = output(t, "man", "prof")
	assert.Equal(t, 0, status)
	assert.Contains(t, page, `kiln\-prof \- Run a script and show where its time goes`)
	_, stderr, status := output(t, "man", "nothing")
	assert.Equal(t, exitUsage, status)
	assert.Contains(t, stderr, "there is no command nothing")

	text, _, status := output(t, "version", "--json")
	assert.Equal(t, 0, status)
	assert.JSONEq(t, `{"version":"`+version.Text()+`","go":"`+runtime.Version()+`","os":"`+runtime.GOOS+`","arch":"`+runtime.GOARCH+`"}`, text)

	plain, _, status := output(t, "--version")
	assert.Equal(t, 0, status)
	assert.Contains(t, plain, "kiln "+version.Text()+" "+runtime.Version())
	help, _, status := output(t, "help", "ast")
	assert.Equal(t, 0, status)
	assert.Contains(t, help, "Usage: kiln ast")

	script, _, status := output(t, "completion", "bash")
	assert.Equal(t, 0, status)
	assert.Contains(t, script, "complete -o default -F _kiln kiln")
	_, stderr, status = output(t, "completion", "tcsh")
	assert.Equal(t, exitUsage, status)
	assert.Contains(t, stderr, `must be one of "bash","zsh","fish"`)
}
