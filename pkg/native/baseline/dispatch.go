package baseline

import "github.com/kilnjs/kiln/pkg/native/ir"

// emitters has for each operation what emits it.
var emitters = [ir.NumOps]func(g *gen, in *ir.Inst){
	ir.OpNop:  func(*gen, *ir.Inst) {},
	ir.OpMove: (*gen).emitMove,

	ir.OpAdd:    (*gen).emitArith,
	ir.OpSub:    (*gen).emitArith,
	ir.OpMul:    (*gen).emitArith,
	ir.OpDiv:    (*gen).emitDiv,
	ir.OpMod:    (*gen).emitArith,
	ir.OpAnd:    (*gen).emitBits,
	ir.OpOr:     (*gen).emitBits,
	ir.OpXor:    (*gen).emitBits,
	ir.OpShl:    (*gen).emitBits,
	ir.OpShr:    (*gen).emitBits,
	ir.OpUshr:   (*gen).emitBits,
	ir.OpBitNot: (*gen).emitBits,
	ir.OpNeg:    (*gen).emitNeg,
	ir.OpToNum:  (*gen).emitNeg,
	ir.OpNot:    (*gen).emitNot,
	ir.OpTypeof: (*gen).emitTypeof,
	ir.OpCmp:    (*gen).emitCmp,

	ir.OpJump:       (*gen).emitJump,
	ir.OpJumpCmp:    (*gen).emitJumpCmp,
	ir.OpJumpIf:     (*gen).emitJumpIf,
	ir.OpJumpEq:     (*gen).emitJumpEq,
	ir.OpJumpNil:    (*gen).emitJumpNil,
	ir.OpJumpObject: (*gen).emitJumpObject,
	ir.OpSwitch:     (*gen).emitSwitch,
	ir.OpLoop:       (*gen).emitLoop,
	ir.OpReturn:     (*gen).emitReturn,
	ir.OpThrow:      (*gen).emitThrow,
	ir.OpLeave:      (*gen).emitLeave,
	ir.OpService:    (*gen).emitService,

	ir.OpCount:         (*gen).emitCount,
	ir.OpCheckTDZ:      (*gen).emitCheckTDZ,
	ir.OpCheckUnbound:  (*gen).emitCheckTDZ,
	ir.OpRequireObject: (*gen).emitRequireObject,
	ir.OpSloppyThis:    (*gen).emitSloppyThis,

	ir.OpGetMember:  (*gen).emitGetMember,
	ir.OpSetMember:  (*gen).emitSetMember,
	ir.OpHasPrivate: (*gen).emitHasPrivate,
	ir.OpPrototype:  (*gen).emitPrototype,
	ir.OpGetLength:  (*gen).emitGetLength,
	ir.OpGetText:    (*gen).emitGetText,
	ir.OpGetGlobal:  (*gen).emitGetGlobal,
	ir.OpSetGlobal:  (*gen).emitSetGlobal,
	ir.OpInstanceOf: (*gen).emitInstanceOf,
	ir.OpGetElem:    (*gen).emitGetElem,
	ir.OpSetElem:    (*gen).emitSetElem,

	ir.OpGetEnv:  (*gen).emitGetEnv,
	ir.OpSetEnv:  (*gen).emitSetEnv,
	ir.OpPushEnv: (*gen).emitPushEnv,
	ir.OpPopEnv:  (*gen).emitPopEnv,

	ir.OpCall:       (*gen).emitCall,
	ir.OpNew:        (*gen).emitConstruct,
	ir.OpSuper:      (*gen).emitConstruct,
	ir.OpSuperAll:   (*gen).emitSuperAll,
	ir.OpInitFields: (*gen).emitInitFields,
	ir.OpShortcut:   (*gen).emitShortcut,

	ir.OpGetIter:   (*gen).emitGetIter,
	ir.OpIterNext:  (*gen).emitIterNext,
	ir.OpIterStep:  (*gen).emitIterStep,
	ir.OpIterClose: (*gen).emitIterClose,

	ir.OpClosure:    (*gen).emitClosure,
	ir.OpObjectKey:  (*gen).emitObjectKey,
	ir.OpMakeArray:  (*gen).emitMakeArray,
	ir.OpCopyEnv:    (*gen).emitCopyEnv,
	ir.OpMakeObject: (*gen).emitMakeObject,

	ir.OpToPart: (*gen).emitToPart,
	ir.OpConcat: (*gen).emitConcat,
}
