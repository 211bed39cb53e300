// Tags that end with something that no tag has.
const tags = ['en' + '-abcde'.repeat(1e6), 'en-u' + '-ka-foo'.repeat(1e6) + '-', 'en-x' + '-a'.repeat(4e6) + '!', 'en-t-' + 'en-'.repeat(2e6)]
for (let i = 0; ; i++) try { new Intl.Locale(tags[i % tags.length]) } catch { }
