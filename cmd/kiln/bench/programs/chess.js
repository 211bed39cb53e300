// A chess move generator: all positions that so many moves lead to are counted.
// n = 2
// checksum = 400 2039 191 20
"use strict";

// Squares are 16 * rank + file, so that a bit of 0x88 says that one is off the board.
const EMPTY = 0, PAWN = 1, KNIGHT = 2, BISHOP = 3, ROOK = 4, QUEEN = 5, KING = 6, WHITE = 8, BLACK = 16;
const letters = { p: PAWN, n: KNIGHT, b: BISHOP, r: ROOK, q: QUEEN, k: KING };
const steps = {
  [KNIGHT]: [31, 33, 14, 18, -31, -33, -14, -18],
  [BISHOP]: [15, 17, -15, -17],
  [ROOK]: [1, -1, 16, -16],
  [QUEEN]: [1, -1, 16, -16, 15, 17, -15, -17],
  [KING]: [1, -1, 16, -16, 15, 17, -15, -17],
};
const slides = (kind) => kind >= BISHOP && kind <= QUEEN;
const kindOf = (piece) => piece & 7;
const squareOf = (name) => (name.charCodeAt(1) - 49) * 16 + name.charCodeAt(0) - 97;
const nameOf = (square) => String.fromCharCode(97 + (square & 7), 49 + (square >> 4));

class Move {
  constructor(from, to, promotion = 0, special = "") {
    this.from = from;
    this.to = to;
    this.promotion = promotion;
    this.special = special;
  }
  toString() { return nameOf(this.from) + nameOf(this.to) + (this.promotion ? " nbrq"[this.promotion - 1] : ""); }
}

class Position {
  constructor(fen) {
    const [board, turn, castling, passant] = fen.split(" ");
    this.squares = new Uint8Array(128);
    this.kings = { [WHITE]: -1, [BLACK]: -1 };
    let square = 7 * 16;
    for (const c of board) {
      if (c === "/") { square = (square & 0x70) - 16; continue; }
      if (c >= "1" && c <= "8") { square += Number(c); continue; }
      const kind = letters[c.toLowerCase()], colour = c < "a" ? WHITE : BLACK;
      this.squares[square] = kind | colour;
      if (kind === KING) this.kings[colour] = square;
      square++;
    }
    this.turn = turn === "w" ? WHITE : BLACK;
    this.castling = new Set(castling === "-" ? [] : castling);
    this.passant = passant === "-" ? -1 : squareOf(passant);
  }

  attacked(square, by) {
    const { squares } = this;
    const forward = by === WHITE ? 16 : -16;
    for (const side of [-1, 1]) {
      const from = square - forward + side;
      if (!(from & 0x88) && squares[from] === (PAWN | by)) return true;
    }
    for (const d of steps[KNIGHT]) if (!((square + d) & 0x88) && squares[square + d] === (KNIGHT | by)) return true;
    for (const d of steps[KING]) {
      const straight = d === 1 || d === -1 || d === 16 || d === -16;
      for (let s = square + d, k = 1; !(s & 0x88); s += d, k++) {
        const piece = squares[s];
        if (piece === EMPTY) continue;
        if (piece & by) {
          const kind = kindOf(piece);
          if (kind === QUEEN || kind === (straight ? ROOK : BISHOP) || kind === KING && k === 1) return true;
        }
        break;
      }
    }
    return false;
  }

  *moves() {
    const { squares, turn } = this, other = turn ^ WHITE ^ BLACK;
    for (let from = 0; from < 120; from++) {
      if (from & 0x88) continue;
      const piece = squares[from];
      if (!(piece & turn)) continue;
      const kind = kindOf(piece);
      if (kind === PAWN) { yield* this.pawnMoves(from, other); continue; }
      for (const d of steps[kind]) {
        for (let to = from + d; !(to & 0x88); to += d) {
          if (squares[to] & turn) break;
          yield new Move(from, to);
          if (squares[to] || !slides(kind)) break;
        }
      }
      if (kind === KING) yield* this.castles(from, other);
    }
  }

  *pawnMoves(from, other) {
    const { squares, turn } = this, forward = turn === WHITE ? 16 : -16, rank = from >> 4;
    const last = rank === (turn === WHITE ? 6 : 1), first = rank === (turn === WHITE ? 1 : 6);
    const targets = [];
    if (!squares[from + forward]) {
      targets.push(from + forward);
      if (first && !squares[from + 2 * forward]) yield new Move(from, from + 2 * forward, 0, "double");
    }
    for (const side of [-1, 1]) {
      const to = from + forward + side;
      if (to & 0x88) continue;
      if (squares[to] & other) targets.push(to);
      else if (to === this.passant) yield new Move(from, to, 0, "passant");
    }
    for (const to of targets) {
      if (!last) yield new Move(from, to);
      else for (const promotion of [KNIGHT, BISHOP, ROOK, QUEEN]) yield new Move(from, to, promotion);
    }
  }

  *castles(from, other) {
    const sides = this.turn === WHITE ? ["K", "Q"] : ["k", "q"];
    if (!this.castling.has(sides[0]) && !this.castling.has(sides[1]) || this.attacked(from, other)) return;
    const free = (...squares) => squares.every((d) => !this.squares[from + d]);
    if (this.castling.has(sides[0]) && free(1, 2) && !this.attacked(from + 1, other)) yield new Move(from, from + 2, 0, "castle");
    if (this.castling.has(sides[1]) && free(-1, -2, -3) && !this.attacked(from - 1, other)) yield new Move(from, from - 2, 0, "castle");
  }

  /** Makes the move and returns what takes it back. */
  make({ from, to, promotion, special }) {
    const { squares, turn, castling, passant, kings } = this, piece = squares[from], taken = squares[to];
    const undo = { from, to, piece, taken, castling, passant, special };
    squares[to] = promotion ? promotion | turn : piece;
    squares[from] = EMPTY;
    this.passant = special === "double" ? (from + to) >> 1 : -1;
    if (special === "passant") squares[(from & 0x70) | (to & 7)] = EMPTY;
    if (special === "castle") this.moveRook(to, false);
    if (kindOf(piece) === KING) kings[turn] = to;
    const lost = rights[from] + rights[to];
    if (lost && castling.size) {
      this.castling = new Set(castling);
      for (const c of lost) this.castling.delete(c);
    }
    this.turn = turn ^ WHITE ^ BLACK;
    return undo;
  }

  unmake({ from, to, piece, taken, castling, passant, special }) {
    const { squares } = this;
    this.turn ^= WHITE ^ BLACK;
    squares[from] = piece;
    squares[to] = taken;
    if (special === "passant") squares[(from & 0x70) | (to & 7)] = PAWN | (this.turn ^ WHITE ^ BLACK);
    if (special === "castle") this.moveRook(to, true);
    if (kindOf(piece) === KING) this.kings[this.turn] = from;
    this.castling = castling;
    this.passant = passant;
  }

  moveRook(king, back) {
    const short = (king & 7) === 6, corner = short ? king + 1 : king - 2, inner = short ? king - 1 : king + 1;
    const [from, to] = back ? [inner, corner] : [corner, inner];
    this.squares[to] = this.squares[from];
    this.squares[from] = EMPTY;
  }

  /** Counts the positions after so many moves. */
  perft(depth) {
    if (depth === 0) return 1;
    const me = this.turn, other = me ^ WHITE ^ BLACK;
    let count = 0;
    for (const move of this.moves()) {
      const undo = this.make(move);
      if (!this.attacked(this.kings[me], other)) count += this.perft(depth - 1);
      this.unmake(undo);
    }
    return count;
  }
}

const rights = Array.from({ length: 128 }, () => "");
for (const [square, lost] of Object.entries({ e1: "KQ", h1: "K", a1: "Q", e8: "kq", h8: "k", a8: "q" })) rights[squareOf(square)] = lost;

function run(n) {
  const start = new Position("rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq -");
  const middle = new Position("r3k2r/p1ppqpb1/bn2pnp1/3PN3/1p2P3/2N2Q1p/PPPBBPPP/R3K2R w KQkq -");
  const end = new Position("8/2p5/3p4/KP5r/1R3p1k/8/4P1P1/8 w - -");
  return [start, middle, end].map((p) => p.perft(n)).join(" ") + " " + [...start.moves()].length;
}
