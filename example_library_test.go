package kiln_test

import (
	"fmt"
	"math"
	"os"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/web"
)

// pointPrototype names %Point.prototype% for the group that makes it and for the
// constructor, whose objects have it.
var pointPrototype = object.NewIntrinsic()

// geometry is a library with a constructor, its prototype, and a namespace.
var geometry = &kiln.Library{
	Name: "geometry",
	Groups: []*object.Group{{
		Name:   "Point",
		Length: 2,
		Fn:     newPoint,
		Proto:  pointPrototype,
		Global: true,
		Rows: []object.Row{
			{Name: "x", Get: pointX},
			{Name: "distance", Length: 1, Fn: pointDistance},
			{Name: "@@toStringTag", Str: "Point", Flags: object.RowString},
		},
	}, {
		Name:   "geometry",
		Global: true,
		Rows: []object.Row{
			{Name: "TAU", Num: 2 * math.Pi, Flags: object.RowNumber},
			{Name: "circle", Length: 1, Fn: circle},
		},
	}},
}

type point struct{ x, y float64 }

// newPoint is the constructor Point(x, y).
func newPoint(c *object.Call) (heap.Value, error) {
	x, err := c.RT.ToNumber(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	y, err := c.RT.ToNumber(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	o, err := c.NewHostObject(pointPrototype, &point{x, y})
	if err != nil {
		return heap.Undefined, err
	}
	return o.Value(), nil
}

// pointX is the getter of Point.prototype.x.
func pointX(c *object.Call) (heap.Value, error) {
	p, err := object.ThisHost[*point](c, "get Point.prototype.x")
	if err != nil {
		return heap.Undefined, err
	}
	return heap.Number(p.x), nil
}

// pointDistance is Point.prototype.distance(to).
func pointDistance(c *object.Call) (heap.Value, error) {
	p, err := object.ThisHost[*point](c, "Point.prototype.distance")
	if err != nil {
		return heap.Undefined, err
	}
	to, ok := object.HostValue[*point](c.RT, c.Arg(0))
	if !ok {
		return heap.Undefined, c.RT.TypeError("%s is not a Point", c.RT.Describe(c.Arg(0)))
	}
	return heap.Number(math.Hypot(to.x-p.x, to.y-p.y)), nil
}

// circle is geometry.circle(radius), the area of a circle.
func circle(c *object.Call) (heap.Value, error) {
	r, err := c.RT.ToNumber(c.Arg(0))
	return heap.Number(math.Pi * r * r), err
}

// A library of one's own, beside ECMA-262 and the console of package web.
func ExampleLibrary() {
	rt, err := kiln.New(kiln.Options{
		Libraries: []*kiln.Library{web.Console(), geometry},
		Stdout:    os.Stdout,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = rt.RunString("points.js", `
		class Named extends Point {
			constructor(name, x, y) { super(x, y); this.name = name }
		}
		const p = new Named("p", 3, 4);
		console.log(p.distance(new Point(0, 0)), p.x, String(p), p instanceof Point);
		console.log(geometry.circle(1) === geometry.TAU / 2);
		p.distance({ x: 0, y: 0 });
	`)
	fmt.Println(err)
	// Output:
	// 5 3 [object Point] true
	// true
	// TypeError: #<Object> is not a Point
}
