package jsonfile

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDecode(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "f:1:1: the text ends in the middle: EOF",
		"{\"n\": 1":             "f:1:8: the text ends in the middle: unexpected EOF",
		"{\"n\": 1,\n  x}":      "f:2:3: invalid character 'x' looking for beginning of object key string",
		"{\n\"n\": \"a\"}":      "f:2:8: n is a string and should be int",
		"[]":                    "f:1:1: this is array and should be an object",
		"{\n\"date\": \"x\"}":   "f:1:1: parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"",
		"{\"n\": 1}\n{\"n\":2}": "f:2:1: the value has ended, and there is more",
	} {
		var v struct {
			N    int       `json:"n"`
			Date time.Time `json:"date"`
		}
		assert.EqualError(t, Decode("f", []byte(text), &v), want, text)
	}
	var v struct {
		N int `json:"n"`
	}
	require.NoError(t, Decode("f", []byte("{\"n\": 3}\n"), &v))
	assert.Equal(t, 3, v.N)
}

func TestRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.json")
	var v struct {
		N int `json:"n"`
	}
	assert.ErrorIs(t, Read(name, &v), os.ErrNotExist)
	require.NoError(t, os.WriteFile(name, []byte("{"), 0o600))
	assert.ErrorContains(t, Read(name, &v), name+":1:2: ")
}
