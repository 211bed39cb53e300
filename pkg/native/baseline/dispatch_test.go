package baseline

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/kilnjs/kiln/pkg/native/ir"
)

func TestEveryOperationHasItsEmitter(t *testing.T) {
	for op := range ir.Op(ir.NumOps) {
		assert.NotNil(t, emitters[op], "%s", op)
	}
}
