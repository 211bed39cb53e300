// Compiling classes of properties of strings.
for (;;) new RegExp('[[\\p{RGI_Emoji}\\p{Emoji_Keycap_Sequence}]--\\p{Basic_Emoji}]', 'v').exec('x'.repeat(1e5))
