package interp_test

import (
	"testing"

	"github.com/kilnjs/kiln/internal/scripttest"
)

func TestScripts(t *testing.T) { scripttest.Files(t, scripttest.Interp, "testdata/*.js") }
