package builtin

import "github.com/kilnjs/kiln/pkg/object"

// Bodies of the methods of arrays that call a function for each element (object.Body). What
// they do in Go is in array_iterate.go: a turn of the loop counts there as it does here, after
// the turn is done, and the call of the method counts once.
var (
	bodyForEach = &object.Body{Text: `function forEach(f, t) {
	var n, v, k = 0, o;
	$begin(f, o, n);
	for (; k < n; k++) {
		v = $find(o, k);
		if ($absent(v)) continue;
		$call(f, t, v, k, o);
	}
}`}

	bodyEvery = &object.Body{Text: `function every(f, t) {
	var n, v, k = 0, o;
	$begin(f, o, n);
	for (; k < n; k++) {
		v = $find(o, k);
		if ($absent(v)) continue;
		if (!$call(f, t, v, k, o)) return false;
	}
	return true;
}`}

	bodySome = &object.Body{Text: `function some(f, t) {
	var n, v, k = 0, o;
	$begin(f, o, n);
	for (; k < n; k++) {
		v = $find(o, k);
		if ($absent(v)) continue;
		if ($call(f, t, v, k, o)) return true;
	}
	return false;
}`}

	bodyMap = &object.Body{Text: `function map(f, t) {
	var n, a, v, k = 0, o;
	$begin(f, o, n);
	a = $species(o, n);
	for (; k < n; k++) {
		v = $find(o, k);
		if ($absent(v)) continue;
		v = $call(f, t, v, k, o);
		$define(a, k, v);
	}
	return a;
}`}

	bodyFilter = &object.Body{Text: `function filter(f, t) {
	var n, a, to = 0, v, k = 0, o;
	$begin(f, o, n);
	a = $species(o, 0);
	for (; k < n; k++) {
		v = $find(o, k);
		if ($absent(v)) continue;
		if ($call(f, t, v, k, o)) {
			$define(a, to, v);
			to++;
		}
	}
	return a;
}`}

	bodyReduce = &object.Body{Text: `function reduce(f, acc) {
	var n, v, k = 0, o;
	$begin(f, o, n);
	if ($given() < 2) {
		for (;; k++) {
			if (k >= n) $reduceEmpty();
			acc = $find(o, k);
			if ($absent(acc)) continue;
			break;
		}
		k++;
	}
	for (; k < n; k++) {
		v = $find(o, k);
		if ($absent(v)) continue;
		acc = $call(f, void 0, acc, v, k, o);
	}
	return acc;
}`}

	bodyReduceRight = &object.Body{Text: `function reduceRight(f, acc) {
	var n, v, k, o;
	$begin(f, o, n);
	k = n - 1;
	if ($given() < 2) {
		for (;; k--) {
			if (k < 0) $reduceEmpty();
			acc = $find(o, k);
			if ($absent(acc)) continue;
			break;
		}
		k--;
	}
	for (; k >= 0; k--) {
		v = $find(o, k);
		if ($absent(v)) continue;
		acc = $call(f, void 0, acc, v, k, o);
	}
	return acc;
}`}

	bodyFind = &object.Body{Text: `function find(f, t) {
	var n, v, k = 0, o;
	$begin(f, o, n);
	for (; k < n; k++) {
		v = o[k];
		if ($call(f, t, v, k, o)) return v;
	}
}`}

	bodyFindIndex = &object.Body{Text: `function findIndex(f, t) {
	var n, v, k = 0, o;
	$begin(f, o, n);
	for (; k < n; k++) {
		v = o[k];
		if ($call(f, t, v, k, o)) return k;
	}
	return -1;
}`}

	bodyFindLast = &object.Body{Text: `function findLast(f, t) {
	var n, v, k, o;
	$begin(f, o, n);
	for (k = n - 1; k >= 0; k--) {
		v = o[k];
		if ($call(f, t, v, k, o)) return v;
	}
}`}

	bodyFindLastIndex = &object.Body{Text: `function findLastIndex(f, t) {
	var n, v, k, o;
	$begin(f, o, n);
	for (k = n - 1; k >= 0; k--) {
		v = o[k];
		if ($call(f, t, v, k, o)) return k;
	}
	return -1;
}`}
)
