package cmdline

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	for text, want := range map[string][]string{
		"node":                    {"node", "node"},
		"/usr/bin/node --jitless": {"node --jitless", "/usr/bin/node", "--jitless"},
		"lite='node --jitless'":   {"lite", "node --jitless"},
		"lite=node --jitless":     {"lite", "node", "--jitless"},
		"x=qjs 'a b' \"c\"d ''":   {"x", "qjs", "a b", "cd", ""},
		"node --stack-size=9":     {"node --stack-size=9", "node", "--stack-size=9"},
	} {
		name, argv, err := Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, append([]string{name}, argv...), text)
	}
	for _, text := range []string{"", "x=", "a 'b"} {
		_, _, err := Parse(text)
		assert.Error(t, err, text)
	}
}
