// A template that repeats the whole text for each match.
'x'.repeat(20000).replaceAll('x', "$`$'$&$`$'")
