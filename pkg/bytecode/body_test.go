package bytecode_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/bytecode"
)

// TestBodiesOfBuiltInFunctionsCompile looks at each body that a library declares: it is one
// function, of the name of its row, that takes nothing from outside and makes no function.
func TestBodiesOfBuiltInFunctionsCompile(t *testing.T) {
	n := 0
	for _, g := range builtin.Library().Groups {
		for _, row := range append(g.Static[:len(g.Static):len(g.Static)], g.Rows...) {
			if row.Body == nil {
				continue
			}
			n++
			f := row.Body.Func()
			assert.Equal(t, row.Name, f.Name)
			assert.Len(t, f.Program.Funcs, 2, row.Name)
			assert.False(t, f.Scope.NeedsEnv, row.Name)
			p, err := bytecode.Compile(f)
			require.NoError(t, err, row.Name)
			assert.NoError(t, bytecode.Verify(p), row.Name)
			for pc := range p.Code {
				assert.NotEqual(t, bytecode.OpGetGlobal, p.Code[pc].Op, row.Name)
			}
		}
	}
	assert.NotZero(t, n)
}
