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
			strings.HasSuffix(path, "/pkg/native/ir"), strings.HasSuffix(path, "/internal/tap"), strings.HasSuffix(path, "/internal/mmap"):
			// Programs and what is compiled from them do not change, nor does machine code; who
			// watches is not part of what is watched.
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
		"kiln.Runtime.depth":   {Rule: image.Keep, Why: "0"},

		"pkg/heap.cell":                 {Rule: image.Word, Why: "cells are copied with their blocks"},
		"pkg/heap.slab.mem":             {Rule: image.Word, Why: "cells are copied with their blocks"},
		"pkg/heap.largeCell.block":      {Rule: image.Word, Why: "cells are copied by themselves"},
		"pkg/heap.largeCell.mem":        {Rule: image.Word, Why: "cells are copied by themselves"},
		"pkg/heap.Heap.checkpoints":     {Rule: image.Keep, Why: "they are no part of what they save"},
		"pkg/heap.Heap.checkpointBytes": {Rule: image.Keep, Why: "they are no part of what they save"},
		"pkg/heap.Heap.temps":           {Rule: image.Word, Why: "there are none"},
		"pkg/heap.Heap.dead":            {Rule: image.Keep, Why: "garbage of Go stays garbage"},
		"pkg/heap.Heap.sampling":        {Rule: image.Word, Why: "there is none"},
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
		"pkg/object.Runtime.onPoll":         {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.Watch":          {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.StepsWatched":   {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.event":          {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.Counts":         {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.dead":           {Rule: image.Keep, Why: "a dead runtime has no checkpoint"},
		"pkg/object.Runtime.Stdout":         {Rule: image.Keep, Why: "an option of the embedder"},
		"pkg/object.Runtime.Stderr":         {Rule: image.Keep, Why: "an option of the embedder"},
		"pkg/object.Runtime.libraries":      {Rule: image.Word, Why: "declarations do not change"},
		"pkg/object.Runtime.calls":          {Rule: image.Word, Why: "none is in use"},
		"pkg/object.Runtime.joined":         {Rule: image.Word, Why: "nothing is in it between operations"},
		"pkg/object.Runtime.big":            {Rule: image.Word, Why: "nothing is in it between operations"},
		"pkg/object.Realm.Host":             {Rule: image.Word, Why: "it is the embedder's"},
		"pkg/object.Realm.hostCodes":        {Rule: image.Grows, Why: "records of built-in functions live as long as the realm"},
		"pkg/object.Row":                    {Rule: image.Word, Why: "declarations do not change"},
		"pkg/bytecode.Proto":                {Rule: image.Word, Why: "bytecode does not change"},
		"pkg/bytecode.Instr":                {Rule: image.Word, Why: "bytecode does not change"},
		"pkg/bytecode.switchTable":          {Rule: image.Word, Why: "bytecode does not change"},
		"pkg/native/lower.Code":             {Rule: image.Word, Why: "machine code does not change; how often it was left may be known"},
		"pkg/native/lower.Context":          {Rule: image.Keep, Why: "machine code uses it while it runs"},
		"pkg/builtin.runtimeState.collator": {Rule: image.Word, Why: "nothing is in it between operations"},
		"pkg/builtin.runtimeState.letters":  {Rule: image.Word, Why: "nothing is in it between operations"},
		"pkg/builtin.buffer.bytes":          {Rule: image.Room, Why: "what a buffer grows into is as it was"},
		"pkg/builtin.sharedBlock.waiters":   {Rule: image.Keep, Why: "other runtimes use it"},

		"kiln.rejections.unhandled":        {Rule: image.Keep, Why: "an option of the embedder"},
		"kiln.rejections.late":             {Rule: image.Keep, Why: "an option of the embedder"},
		"pkg/object.Runtime.Hooks":         {Rule: image.Keep, Why: "an option of the embedder"},
		"pkg/object.Runtime.Sources":       {Rule: image.Keep, Why: "an option of the embedder"},
		"kiln.Runtime.scope":               {Rule: image.Keep, Why: "0, or nil, while nothing runs"},
		"kiln.Runtime.life":                {Rule: image.Keep, Why: "it ends with the runtime"},
		"kiln.imports.slots":               {Rule: image.Keep, Why: "goroutines wait in it"},
		"kiln.classes.released":            {Rule: image.Keep, Why: "finalizers run once"},
		"kiln.classDeclaration":            {Rule: image.Word, Why: "declarations do not change"},
		"pkg/object.Module.evaluate":       {Rule: image.Word, Why: "declarations do not change"},
		"kiln.NativeModule.declare":        {Rule: image.Word, Why: "declarations do not change"},
		"kiln.export.lazy":                 {Rule: image.Word, Why: "declarations do not change"},
		"kiln.pendingImport.release":       {Rule: image.Word, Why: "what was not used has no state"},
		"pkg/object.Runtime.ticks":         {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/native.Engine.OnMade":         {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/heap.Heap.BeforeCollect":      {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/heap.Heap.OnCollect":          {Rule: image.Keep, Why: "who watches is not part of what is watched"},
		"pkg/object.Runtime.interrupted":   {Rule: image.Keep, Why: "other goroutines use it"},
		"pkg/queue.Queue.mu":               {Rule: image.Keep, Why: "other goroutines use it"},
		"pkg/queue.Queue.wake":             {Rule: image.Keep, Why: "other goroutines use it"},
		"pkg/builtin.sharedBlock.mu":       {Rule: image.Keep, Why: "other runtimes use it: SaveState"},
		"pkg/builtin.sharedBlock.length":   {Rule: image.Keep, Why: "other runtimes use it: SaveState"},
		"pkg/builtin.waiter.post":          {Rule: image.Word, Why: "it is as long as the waiter"},
		"pkg/builtin.waiter.wake":          {Rule: image.Word, Why: "it is as long as the waiter"},
		"pkg/builtin.regexpState.poll":     {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/object.Runtime.Tiers":         {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/heap.Heap.GiveUp":             {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/heap.Heap.OnDeath":            {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/heap.Heap.OnLimit":            {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/heap.Heap.OnPressure":         {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/heap.Heap.OnShapeReuse":       {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/heap.rootFunc.mark":           {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/native.engine.onDeopt":        {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/native.engine.onLearn":        {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/object.Runtime.resumers":      {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/tier.Manager.hooks":           {Rule: image.Word, Why: "the manager, the runtime or the engine it refers to stays the same one"},
		"pkg/bytecode.Function.osr":        {Rule: image.Word, Why: "a function that refers to what does not change"},
		"pkg/object.Code.Entry":            {Rule: image.Word, Why: "a function that refers to what does not change"},
		"pkg/object.Code.Host":             {Rule: image.Word, Why: "a function that refers to what does not change"},
		"pkg/object.Code.Leaf":             {Rule: image.Word, Why: "a function that refers to what does not change"},
		"pkg/queue.Job.Run":                {Rule: image.Word, Why: "a function that refers to what does not change"},
		"pkg/queue.task.run":               {Rule: image.Word, Why: "a function that refers to what does not change"},
		"pkg/queue.timer.run":              {Rule: image.Word, Why: "a function that refers to what does not change"},
		"pkg/bytecode.machine.returns":     {Rule: image.Word, Why: "none is in use"},
		"pkg/bytecode.Function.siteBase":   {Rule: image.Word, Why: "it points into sites"},
		"pkg/bytecode.machine.base":        {Rule: image.Word, Why: "the stack stays where it is"},
		"pkg/heap.Window.read":             {Rule: image.Word, Why: "it points to the bytes of the buffer, which is saved"},
		"pkg/heap.Window.write":            {Rule: image.Word, Why: "it points to the bytes of the buffer, which is saved"},
		"pkg/native.engine.done":           {Rule: image.Save, Why: "addresses of machine code that lives as long as the checkpoint"},
		"pkg/native.engine.entries":        {Rule: image.Save, Why: "addresses of machine code that lives as long as the checkpoint"},
		"pkg/native/lower.Exit.Caught":     {Rule: image.Save, Why: "addresses of machine code that lives as long as the checkpoint"},
		"pkg/native/lower.Site.Entry":      {Rule: image.Save, Why: "addresses of machine code that lives as long as the checkpoint"},
		"pkg/native/lower.Site.AllocState": {Rule: image.Save, Why: "the heap stays where it is"},
	},
}
