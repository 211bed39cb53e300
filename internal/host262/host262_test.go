package host262

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/watch"
)

func TestHost262(t *testing.T) {
	var out strings.Builder
	rt, err := New(kiln.Options{Stdout: &out})
	require.NoError(t, err)
	_, err = rt.RunString("t.js", `
		print('hello');
		var r = $262.createRealm();
		print(r.global !== globalThis, r.global.Array !== Array);
		print(r.evalScript('var q = 4; q + 1') + r.global.q);
		print(typeof $262.IsHTMLDDA + $262.IsHTMLDDA() + ($262.IsHTMLDDA == null));
		$262.gc();
		print(typeof $262.agent.monotonicNow());
	`)
	require.NoError(t, err)
	assert.Equal(t, "hello\ntrue\n9\nundefinednulltrue\nnumber\n", out.String())
}

func TestModuleSourceHasAPrototypeOfItsKind(t *testing.T) {
	var out strings.Builder
	rt, err := New(kiln.Options{Stdout: &out})
	require.NoError(t, err)
	_, err = rt.RunString("t.js", `
		import.source('<module source>').then(source => {
			var prototype = Object.getPrototypeOf(source);
			print(Object.getPrototypeOf(prototype) === $262.AbstractModuleSource.prototype);
			print(source[Symbol.toStringTag] + ' ' + prototype[Symbol.toStringTag]);
			return import.source('<module source>').then(again => print(again === source));
		}, print);
	`)
	require.NoError(t, err)
	require.NoError(t, rt.RunLoop())
	assert.Equal(t, "true\nModuleSource undefined\ntrue\n", out.String())
}

// An agent is a runtime of its own, on a goroutine of its own: the stream of its parent
// hears nothing of it.
func TestAgentsAreNotWatched(t *testing.T) {
	stream := watch.New()
	totals := watch.Count(stream, watch.All)
	var out strings.Builder
	rt, err := New(kiln.Options{Tier: kiln.Bytecode, Stdout: &out, Watch: stream})
	require.NoError(t, err)
	_, err = rt.RunString("t.js", `
		$262.agent.start("function f() {} f(); f(); $262.agent.report('done'); $262.agent.leaving()");
		var report;
		while ((report = $262.agent.getReport()) === null) $262.agent.sleep(1);
		print(report);
	`)
	require.NoError(t, err)
	assert.Equal(t, "done\n", out.String())
	assert.Equal(t, 1, totals.Of(watch.Promote, watch.Bytecode), totals.String())
}

// No program that embeds Kiln has this host in it, nor a library that it did not ask for.
func TestEmbeddersLinkWhatTheyUse(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program")
	}
	binary := filepath.Join(t.TempDir(), "embedder")
	out, err := exec.Command("go", "build", "-o", binary, "./testdata/embedder").CombinedOutput()
	require.NoError(t, err, "%s", out)
	code, err := os.ReadFile(binary)
	require.NoError(t, err)
	assert.Contains(t, string(code), "AbstractModuleSource")
	for _, name := range []string{"$262", "monotonicNow", "evalScript", "receiveBroadcast", "setTimeout", "countReset", "kiln/pkg/web"} {
		assert.NotContains(t, string(code), name)
	}
}
