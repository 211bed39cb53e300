// A tag that tags.
function t(s, ...r) { return t`a${1}b` }
for (;;) { try { t`` } catch (e) {} }
