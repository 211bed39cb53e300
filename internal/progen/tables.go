package progen

import "sync"

// tables are all rules there are.
func tables() [][]rule {
	return [][]rule{
		integers, numbers, texts, bigints, conditions, symbols, anything, objects, arrays, members, keys, effects,
		declarations, plain, classMembers, constructors, derivedConstructors, classUses, objectUses, arrayUses,
		functionUses, iterationUses, jumps, dynamics, worlds, decorations, decoratedMembers, decoratedClasses,
		decoratedUses, localeTexts, localeIntegers, localeArrays,
	}
}

// statements are the rules that a statement may follow.
var statements = sync.OnceValue(func() []rule {
	var all []rule
	for _, table := range [][]rule{plain, declarations, classUses, objectUses, arrayUses, functionUses, iterationUses, jumps, dynamics, decoratedUses} {
		all = append(all, table...)
	}
	return all
})
