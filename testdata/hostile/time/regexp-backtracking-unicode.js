// Backtracking with u and v flags, ignoring case.
for (;;) { /^(\p{L}+)+$/iu.test('\u00e9'.repeat(30) + '1'); /^([\p{L}--[a-z]]+)+$/v.test('\u00e9'.repeat(30) + '1') }
