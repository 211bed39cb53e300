package heap

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// node is a cell of any kind that has places for Values; the model knows what
// is in each place.
type node struct {
	v     Value
	slots int
	refs  []int // node number, or -1 for undefined
}

func (n *node) get(i int) Value {
	switch n.v.CellKind() {
	case KindEnv:
		return n.v.Env().Slot(i)
	case KindGenState:
		return n.v.GenState().At(i)
	case KindAccessor:
		return [2]Value{n.v.Accessor().Get, n.v.Accessor().Set}[i]
	case KindElements:
		return n.v.Elements().Values()[i]
	}
	return n.v.Box().Get()
}

func (n *node) set(h *Heap, i int, v Value) {
	switch n.v.CellKind() {
	case KindEnv:
		h.SetEnvSlot(n.v.Env(), i, v)
	case KindGenState:
		h.SetGenState(n.v.GenState(), i, v)
	case KindAccessor:
		a := n.v.Accessor()
		if i == 0 {
			h.SetAccessor(a, v, a.Set)
		} else {
			h.SetAccessor(a, a.Get, v)
		}
	case KindElements:
		h.SetElementsAt(n.v.Elements(), i, v)
	default:
		h.SetBox(n.v.Box(), v)
	}
}

func newNode(h *Heap, r *rand.Rand) *node {
	size := []int{1, 3, 40, 400}[r.IntN(4)]
	n := &node{}
	switch r.IntN(5) {
	case 0:
		n.v, n.slots = h.NewEnv(Null, 7, size, Undefined).Value(), size
	case 1:
		n.v, n.slots = h.NewGenState(size).Value(), size
	case 2:
		n.v, n.slots = h.NewAccessor(Undefined, Undefined).Value(), 2
	case 3:
		vs := make([]Value, size)
		for i := range vs {
			vs[i] = Undefined
		}
		n.v, n.slots = h.NewElements(vs...).Value(), size
	case 4:
		n.v, n.slots = h.NewBox(Undefined).Value(), 1
	}
	n.refs = make([]int, n.slots)
	for i := range n.refs {
		n.refs[i] = -1
	}
	return n
}

// Random cells refer to each other; a few are roots; what the roots reach must
// stay as the model says.
func TestRandomCells(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			h := New(Options{Stress: seed >= 4, NurseryBytes: 64 << 10})
			r := rand.New(rand.NewPCG(seed, 9))
			var nodes []*node
			roots := make([]int, 8)
			reach := func() map[int]bool {
				seen := map[int]bool{}
				work := append([]int(nil), roots...)
				for len(work) > 0 {
					k := work[len(work)-1]
					work = work[:len(work)-1]
					if seen[k] {
						continue
					}
					seen[k] = true
					for _, to := range nodes[k].refs {
						if to >= 0 {
							work = append(work, to)
						}
					}
				}
				return seen
			}
			h.AddRoots("test", func(m *Marker) {
				for _, k := range roots {
					m.Value(nodes[k].v)
				}
			})
			nodes = append(nodes, newNode(h, r))
			alive := []int{0}
			for step := range 6000 {
				switch r.IntN(3) {
				case 0:
					n := newNode(h, r)
					nodes = append(nodes, n)
					alive = append(alive, len(nodes)-1)
				case 1, 2:
					n := nodes[alive[r.IntN(len(alive))]]
					i, to := r.IntN(n.slots), alive[r.IntN(len(alive))]
					n.set(h, i, nodes[to].v)
					n.refs[i] = to
				}
				if step%50 != 0 {
					continue
				}
				roots[r.IntN(len(roots))] = alive[r.IntN(len(alive))]
				h.CloseScope(0)
				h.Collect(r.IntN(4) == 0)
				require.NoError(t, h.Verify())
				alive = alive[:0]
				for k := range reach() {
					alive = append(alive, k)
					for i, to := range nodes[k].refs {
						want := Undefined
						if to >= 0 {
							want = nodes[to].v
						}
						require.Equal(t, want, nodes[k].get(i))
					}
				}
			}
		})
	}
}

func TestEnv(t *testing.T) {
	h := New(Options{})
	outer := h.NewEnv(Null, 3, 2, TDZ)
	e := h.NewEnv(outer.Value(), 4, 300, Undefined)
	h.SetEnvSlot(e, 299, Int(5))
	c := h.CopyEnv(e)
	h.SetEnvSlot(e, 299, Int(6))
	assert.Equal(t, Int(5), c.Slot(299))
	assert.Equal(t, outer.Value(), c.Parent())
	assert.EqualValues(t, 4, c.ScopeID())
	assert.Equal(t, TDZ, outer.Slot(1))
	require.NoError(t, h.Verify())
}

func TestBigInt(t *testing.T) {
	h := New(Options{})
	huge := new(big.Int).Lsh(big.NewInt(-3), 200)
	for _, x := range []*big.Int{big.NewInt(0), big.NewInt(1), big.NewInt(-1), big.NewInt(1 << 62), big.NewInt(-1 << 63), huge} {
		b := h.NewBigInt(x)
		assert.Equal(t, 0, x.Cmp(b.Big()), x)
		assert.Equal(t, x.Sign(), b.Sign())
		assert.Equal(t, x.BitLen(), b.BitLen())
		i, ok := b.Int64()
		assert.Equal(t, x.IsInt64(), ok)
		if ok {
			assert.Equal(t, x.Int64(), i)
			assert.True(t, h.BigIntsEqual(b, h.NewBigIntInt64(i)))
			assert.Equal(t, uint64(i), b.Uint64())
		}
	}
	assert.Equal(t, uint64(1<<63), h.NewBigIntUint64(1<<63).Uint64())
	assert.False(t, h.BigIntsEqual(h.NewBigIntInt64(1), h.NewBigIntInt64(-1)))
	_, ok := h.NewBigIntUint64(1 << 63).Int64()
	assert.False(t, ok)
}

func TestSymbolMarks(t *testing.T) {
	h := New(Options{})
	s := h.NewSymbol(h.NewString("d").Value())
	assert.False(t, s.IsRegistered() || s.IsPrivate())
	s.MarkRegistered()
	assert.True(t, s.IsRegistered())
	assert.False(t, s.IsPrivate())
	s.MarkPrivate()
	assert.True(t, s.IsPrivate())
	n := 0
	h.WellKnownSymbols(func(name string, sym Value) {
		n++
		assert.Equal(t, "Symbol."+name, sym.Symbol().Description().Str().Go(h))
	})
	assert.Equal(t, 16, n)
	assert.Equal(t, "Symbol.iterator", h.Symbols.Iterator.Symbol().Description().Str().Go(h))
	assert.Equal(t, "Symbol.unscopables", h.Symbols.Unscopables.Symbol().Description().Str().Go(h))
}
