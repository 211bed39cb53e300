function again() { queueMicrotask(again) }
again()
