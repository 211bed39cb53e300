package syntax

// atom is the number of an interned name within one parse; 0 is none.
type atom uint32

// scopeState is what parser and resolver keep in a Scope.
type scopeState struct {
	// Scopes inside this one in order of text, and the next sibling.
	first, last, next *Scope
	// Bindings in order of declaration, until the scope is closed.
	firstBinding, lastBinding *Binding
	bindings                  uint32
	loop                      *ForStmt // whose head declares by let
	near                      *Scope   // nearest scope around in the function that has an environment, but no with
	from, to                  uint32   // uses inside: from ≤ index < to
	start                     Pos      // functions declared in the scope exist from here on
	loops                     uint16   // loops around the scope in its function
	envLoops                  uint16   // loops around one instance of its environment
}

// funcState is what parser and resolver keep in a FuncInfo.
type funcState struct {
	depth       uint32 // functions above
	probe       uint32 // number of the last look for names that are free in a function around it
	locals      uint32 // registers in use while placing
	maxLocals   uint32
	temps       uint32    // statement temporaries
	fixTemps    []*uint32 // fields that count from TempBase until the end
	graft       *FuncInfo // what stood for the function while its text was parsed again
	pseudo      *FuncInfo // function whose this and arguments count; nil at the top
	created     Pos       // closures of the function are made here or later
	declared    bool      // instantiated when its scope is entered
	inClassBody bool      // element of a class, created before its class is initialised but not callable
	argsEscape  bool      // the arguments object is used other than by reading its properties
	sloppyEval  bool      // has a sloppy direct eval in its body
	paramEval   bool      // has a sloppy direct eval in its parameters
}
