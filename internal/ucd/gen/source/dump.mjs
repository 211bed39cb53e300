// Prints the parts of a @unicode/unicode-* package that Kiln uses, as JSON.
// Usage: node dump.mjs FOLDER < request; the request is a JSON object of lists
// of names, under "ranges", "mappings" and "sequences", each a path inside the
// package.
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
process.stdout.write(JSON.stringify(out));
