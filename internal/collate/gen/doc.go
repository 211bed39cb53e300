// Command gen writes the tables of package collate.
//
//	go run ./gen -out FOLDER COMMON
//
// COMMON is the folder common of CLDR 41, with uca/allkeys_CLDR.txt, uca/FractionalUCA.txt and
// collation/*.xml: Debian's package unicode-cldr-core has it. What is written depends on it and on
// three files alone, which bring it to CLDR 48. CLDR's data is free to use, and so are facts about the order that
// it has; all three were found by asking ICU 78.2, which has CLDR 48 and Unicode 17, through Intl.Collator.
//
//   - added.txt: where characters stand that Unicode 15 to 17 added, relative to those of Unicode 14.
//   - added_ideographs.txt: the same for ideographs.
//   - changed.txt: where CLDR 48 has characters of Unicode 14 elsewhere than CLDR 41.
//
// # What has changed
//
// The rules of each group of changed.txt are what ICU 78.2 shows: they were kept, or found, by comparing for each order that
// Kiln offers the neighbours among all characters and contractions that the order has rules for, at three levels.
//
//	und/standard  Quotation marks of one kind, with geresh and gershayim of Hebrew, have one primary
//	              weight and differ at the second level: ' << ‘ << ’ << ‚ << ‛ << ׳. Marks that stand
//	              for the same (candrabindu and the like) are equal.
//	und/search    Geresh and gershayim stand with the quotation marks, and are not ignored. All searches import that.
//	he            has no rules of its own but that Hebrew is first: those for geresh and
//	              gershayim, of searching too, are in the root.
//	lv            Long vowels are letters, as other letters with marks are; letters with marks stand
//	              at once behind those without, and not before the next of the basic alphabet.
//	hy            և is a variant of եվ, and no letter before ք.
//	fi/search     as fi, not as the traditional order in which v and w are the same.
//	sv/search     as the order of 2006 (reformed), in which w is a letter, which is that of sv.
//
// Two things are as in CLDR, and not as in ICU: de/eor, a draft; and in fr-CA,
// where accents are compared from the end, ð ſ ґ stand behind letters with accents, because
// allkeys_CLDR.txt gives them an element for the accent, and FractionalUCA.txt one for both.
// The orders of Chinese are those of CLDR 41, and many ideographs stand elsewhere in ICU's.
package main
