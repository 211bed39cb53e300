package bytecode_test

import (
	"testing"

	"github.com/kilnjs/kiln/internal/scripttest"
)

func TestScripts(t *testing.T) {
	scripttest.Files(t, scripttest.Bytecode, "../interp/testdata/*.js", "testdata/*.js")
}
