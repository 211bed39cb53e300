// Prints what Node finds. A line of the input is a JSON array: pattern, flags,
// text, lastIndex; an empty one is not tried. The line of the output for it is
// "!" and a reason if the pattern is bad, else the results of up to three calls
// of exec with ";" between them: "-" for null, or the positions of all groups
// with "," between them, nothing for a group without any; then, after a blank,
// the names of the groups.
import { readFileSync, writeSync } from 'node:fs';

function results(pattern, flags, text, lastIndex) {
	if (pattern === undefined) return 'no result';
	let re;
	try {
		new RegExp(pattern, flags);
		re = new RegExp(pattern, flags.includes('d') ? flags : flags + 'd');
	} catch (e) {
		const sorted = [...flags].sort().join('');
		const prefix = `Invalid regular expression: /${pattern}/${sorted}: `;
		return '!' + (e.message.startsWith(prefix) ? e.message.slice(prefix.length) : e.message);
	}
	const found = [];
	let names = '';
	re.lastIndex = lastIndex;
	for (let i = 0; i < 3; i++) {
		const m = re.exec(text);
		if (m === null) {
			found.push('-');
			break;
		}
		found.push(m.indices.map((p) => p ?? ',').join(','));
		if (m.groups) names = ' ' + Object.keys(m.groups).join(',');
		if (!re.global && !re.sticky) break;
		if (m[0] === '') re.lastIndex++;
	}
	return found.join(';') + names;
}

for (const line of readFileSync(0, 'utf8').trimEnd().split('\n')) {
	writeSync(1, results(...JSON.parse(line)) + '\n');
}
