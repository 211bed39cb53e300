// Prints the parts of a @unicode/unicode-* package that Kiln uses, as JSON.
// Usage: node dump.mjs FOLDER < request; the request is a JSON object of lists
// of names, under "ranges", "mappings" and "sequences", each a path inside the
// package; under "marks" it has a code point of each combining class, with the
// class.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
const request = JSON.parse(readFileSync(0, 'utf8'));

async function load(path) {
	const module = await import(pathToFileURL(resolve(folder, path)).href);
	return module.default;
}

const out = { version: '', ranges: {}, mappings: {}, sequences: {} };
out.version = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')).name;
for (const name of request.ranges) {
	const ranges = await load(`${name}/ranges.mjs`);
	out.ranges[name] = ranges.map(({ begin, end }) => [begin, end - 1]);
}
for (const name of request.mappings) {
	const map = await load(`${name}/code-points.mjs`);
	out.mappings[name] = [...map].map(([from, to]) => [from, ...[to].flat()]);
}
for (const name of request.sequences) {
	out.sequences[name] = [...(await load(`${name}/index.mjs`))];
}

// Of two marks in a row the second is put before the first if its class is less,
// and neither is zero.
function swaps(a, b) {
	const pair = String.fromCodePoint(a, b);
	return pair.normalize('NFD') !== pair;
}

// combiningClass returns the class of r, which has no decomposition: that of the
// mark beside which it never moves, while it moves beside others.
function combiningClass(r, marks) {
	const same = marks.filter(([m]) => !swaps(m, r) && !swaps(r, m));
	if (same.length === marks.length) return 0;
	if (same.length !== 2) throw new Error(`no mark is of the class of ${r.toString(16)}`);
	return same.find(([, c]) => c !== 0)[1];
}

out.classes = [];
if (process.versions.unicode.startsWith('17.')) {
	for (let r = 0x300; r <= 0x10ffff; r++) {
		const s = String.fromCodePoint(r);
		if (/\p{M}/u.test(s) && s.normalize('NFD') === s) {
			const c = combiningClass(r, request.marks);
			if (c !== 0) out.classes.push([r, c]);
		}
	}
}
process.stdout.write(JSON.stringify(out));
