// A file without end.
await import('/dev/zero')
