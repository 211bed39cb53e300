package kiln

import (
	"reflect"
	"strings"

	"github.com/kilnjs/kiln/pkg/image"
)

// checkpointRules say what of the Go objects of a runtime is not simply saved with a checkpoint,
// and why.
var checkpointRules = &image.Rules{
	Module: "github.com/kilnjs/kiln",
	Leaf: func(t reflect.Type) bool {
		path := t.PkgPath()
		switch {
		case strings.HasSuffix(path, "/pkg/heap"):
			// Cells are copied with their blocks.
			return t.Kind() == reflect.Struct && t.NumField() > 0 && t.Field(0).Name == "cell"
		case strings.HasSuffix(path, "/pkg/syntax"), strings.HasSuffix(path, "/pkg/regexp"), strings.HasSuffix(path, "/pkg/watch"),
			strings.HasSuffix(path, "/pkg/native/ir"), strings.HasSuffix(path, "/internal/tap"):
			// Programs and what is compiled from them do not change; who watches is not part
			// of what is watched.
			return true
		}
		return false
	},
	By: map[string]image.Decision{
		"kiln.Runtime.obj":     {Rule: image.Word, Why: "it is saved by itself"},
		"kiln.Runtime.tiers":   {Rule: image.Word, Why: "it is saved by itself"},
		"kiln.Runtime.options": {Rule: image.Keep, Why: "options of the embedder"},
		"kiln.Runtime.loader":  {Rule: image.Keep, Why: "an option of the embedder"},
		"kiln.Runtime.pins":    {Rule: image.Keep, Why: "they belong to Go: forget ends those that are over"},
		"kiln.Runtime.eras":    {Rule: image.Keep, Why: "they go on"},
		"kiln.Runtime.ctx":     {Rule: image.Keep, Why: "there is none"},
		"kiln.Runtime.depth":   {Rule: image.Keep, Why: "0"},

		"pkg/heap.cell":                 {Rule: image.Word, Why: "cells are copied with their blocks"},
		"pkg/heap.slab.mem":             {Rule: image.Word, Why: "cells are copied with their blocks"},
		"pkg/heap.largeCell.block":      {Rule: image.Word, Why: "cells are copied by themselves"},
		"pkg/heap.largeCell.mem":        {Rule: image.Word, Why: "cells are copied by themselves"},
		"pkg/heap.Checkpoint":           {Rule: image.Keep, Why: "it is what saves"},
		"pkg/heap.Heap.checkpoints":     {Rule: image.Keep, Why: "they are no part of what they save"},
		"pkg/heap.Heap.checkpointBytes": {Rule: image.Keep, Why: "they are no part of what they save"},
		"pkg/heap.Heap.temps":           {Rule: image.Word, Why: "there are none"},
		"pkg/heap.Heap.dead":            {Rule: image.Keep, Why: "garbage of Go stays garbage"},
		"pkg/heap.Heap.sampling":        {Rule: image.Word, Why: "there is none"},
		"pkg/heap.Heap.shapes":          {Rule: image.Save},
		"pkg/heap.shapeSpace.roots":     {Rule: image.Grows, Why: "shapes of the checkpoint live"},
		"pkg/heap.Shape.many":           {Rule: image.Grows, Why: "shapes of the checkpoint live"},
		"pkg/heap.collector.marker":     {Rule: image.Keep, Why: "nothing is in it between collections"},
		"pkg/heap.collector.verified":   {Rule: image.Keep, Why: "nothing is in it between collections"},
		"pkg/heap.collector.minors":     {Rule: image.Keep, Why: "statistics go on"},
		"pkg/heap.collector.fulls":      {Rule: image.Keep, Why: "statistics go on"},
		"pkg/heap.collector.minorNanos": {Rule: image.Keep, Why: "statistics go on"},
		"pkg/heap.collector.fullNanos":  {Rule: image.Keep, Why: "statistics go on"},
		"pkg/heap.identities.next":      {Rule: image.Keep, Why: "no two things may have the same number"},

		"pkg/stack.Stack.Vals":      {Rule: image.Word, Why: "it is empty: Wipe"},
		"pkg/stack.Stack.Limit":     {Rule: image.Keep, Why: "what was written below it is wiped"},
		"pkg/stack.Stack.pages":     {Rule: image.Keep, Why: "they belong to no state"},
		"pkg/stack.Stack.HighWater": {Rule: image.Keep, Why: "statistics go on"},

		"pkg/queue.Queue.clock":   {Rule: image.Keep, Why: "time goes on; a clock belongs to the embedder"},
		"pkg/queue.Queue.posted":  {Rule: image.Keep, Why: "other goroutines use it: Forget"},
		"pkg/queue.Queue.held":    {Rule: image.Keep, Why: "other goroutines use it: Forget"},
		"pkg/queue.Queue.age":     {Rule: image.Keep, Why: "other goroutines use it: Forget"},
		"pkg/queue.Queue.Watcher": {Rule: image.Keep, Why: "who watches is not part of what is watched"},

		"pkg/object.Runtime.Budget":         {Rule: image.Keep, Why: "limits are the embedder's"},
		"pkg/object.Runtime.deadline":       {Rule: image.Keep, Why: "limits are the embedder's"},
		"pkg/object.Runtime.fuel":           {Rule: image.Keep, Why: "limits are the embedder's"},
		"pkg/object.Runtime.slice":          {Rule: image.Keep, Why: "limits are the embedder's"},
		"pkg/object.Runtime.refilled":       {Rule: image.Keep, Why: "limits are the embedder's"},
		"pkg/object.Runtime.spent":          {Rule: image.Keep, Why: "statistics go on"},
		"pkg/object.Runtime.uneven":         {Rule: image.Keep, Why: "limits are the embedder's"},
		"pkg/object.Runtime.ticks":          {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.onPoll":         {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.Watch":          {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.StepsWatched":   {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.event":          {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.Counts":         {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.dead":           {Rule: image.Keep, Why: "a dead runtime has no checkpoint"},
		"pkg/object.Runtime.Tiers":          {Rule: image.Word, Why: "it is part of the manager"},
		"pkg/object.Runtime.Hooks":          {Rule: image.Keep, Why: "options of the embedder"},
		"pkg/object.Runtime.Stdout":         {Rule: image.Keep, Why: "an option of the embedder"},
		"pkg/object.Runtime.Stderr":         {Rule: image.Keep, Why: "an option of the embedder"},
		"pkg/object.Runtime.libraries":      {Rule: image.Word, Why: "declarations do not change"},
		"pkg/object.Runtime.calls":          {Rule: image.Word, Why: "none is in use"},
		"pkg/object.Runtime.joined":         {Rule: image.Word, Why: "nothing is in it between operations"},
		"pkg/object.Runtime.big":            {Rule: image.Word, Why: "nothing is in it between operations"},
		"pkg/object.Runtime.Sources":        {Rule: image.Keep, Why: "options of the embedder"},
		"pkg/object.Realm.Host":             {Rule: image.Word, Why: "it is the embedder's"},
		"pkg/object.Realm.hostCodes":        {Rule: image.Grows, Why: "records of built-in functions live as long as the realm"},
		"pkg/object.Library":                {Rule: image.Word, Why: "declarations do not change"},
		"pkg/object.Group":                  {Rule: image.Word, Why: "declarations do not change"},
		"pkg/object.Row":                    {Rule: image.Word, Why: "declarations do not change"},
		"pkg/object.Language":               {Rule: image.Word, Why: "declarations do not change"},
		"pkg/bytecode.Proto":                {Rule: image.Word, Why: "bytecode does not change"},
		"pkg/bytecode.Instr":                {Rule: image.Word, Why: "bytecode does not change"},
		"pkg/bytecode.switchTable":          {Rule: image.Word, Why: "bytecode does not change"},
		"pkg/bytecode.machine.returns":      {Rule: image.Word, Why: "none is in use"},
		"pkg/native/lower.Code":             {Rule: image.Word, Why: "machine code does not change; how often it was left may be known"},
		"pkg/native/lower.Context":          {Rule: image.Keep, Why: "machine code uses it while it runs"},
		"pkg/builtin.runtimeState.collator": {Rule: image.Word, Why: "nothing is in it between operations"},
		"pkg/builtin.runtimeState.letters":  {Rule: image.Word, Why: "nothing is in it between operations"},
		"pkg/builtin.buffer.bytes":          {Rule: image.Room, Why: "what a buffer grows into is as it was"},
		"pkg/builtin.sharedBlock.waiters":   {Rule: image.Keep, Why: "other runtimes use it"},
	},
}
