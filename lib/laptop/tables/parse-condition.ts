import { invalid } from './fault.ts'
import { type Call, COMPARATORS, type Comparator, type Condition, type Operand, type WrittenPath } from './grammar.ts'
import { parseList, parseOperand } from './parse-operand.ts'
import { Words } from './words.ts'

type WrittenOperand = Operand<WrittenPath, string>
export type WrittenCondition = Condition<WrittenPath, string>
type Piece = WrittenOperand | WrittenCondition

const isOperand = (piece: Piece): piece is WrittenOperand =>
  piece.kind === 'path' || piece.kind === 'value' || piece.kind === 'call'

const asCall = (call: Call<WrittenPath, string>): WrittenCondition => {
  if (call.name === 'size')
    throw invalid('The function is not allowed to be used this way in an expression; function: size')
  return { kind: 'holds', call }
}

const comparatorIn = (words: Words): Comparator | undefined =>
  words.next.kind === 'mark' ? COMPARATORS.find((one) => one === words.next.text) : undefined

/** Loosest first: OR, AND, NOT, then comparisons. Parentheses may hold a condition or one operand. */
class ConditionParser {
  readonly #words: Words
  #lastInParentheses: Piece | undefined

  constructor(words: Words) {
    this.#words = words
  }

  or(): Piece {
    let left = this.#and()
    while (this.#words.isKeyword('OR')) left = this.#join('or', left, () => this.#and())
    return left
  }

  condition(piece: Piece): WrittenCondition {
    if (!isOperand(piece)) return piece
    if (piece.kind === 'call') return asCall(piece)
    throw this.#words.surprise()
  }

  #join(kind: 'and' | 'or', left: Piece, right: () => Piece): WrittenCondition {
    const first = this.condition(left)
    this.#words.take()
    return { kind, left: first, right: this.condition(right()) }
  }

  #and(): Piece {
    let left = this.#not()
    while (this.#words.isKeyword('AND')) left = this.#join('and', left, () => this.#not())
    return left
  }

  #not(): Piece {
    if (!this.#words.takeKeyword('NOT')) return this.#comparison()
    return { kind: 'not', of: this.condition(this.#not()) }
  }

  #comparison(): Piece {
    const left = this.#primary()
    const comparator = comparatorIn(this.#words)
    if (comparator) {
      const of = this.#operand(left)
      this.#words.take()
      return { kind: 'compare', comparator, left: of, right: this.#operand(this.#primary()) }
    }
    if (this.#words.isKeyword('BETWEEN')) return this.#between(this.#operand(left))
    if (this.#words.isKeyword('IN')) return this.#in(this.#operand(left))
    return left
  }

  #between(of: WrittenOperand): WrittenCondition {
    this.#words.take()
    const low = this.#operand(this.#primary())
    if (!this.#words.takeKeyword('AND')) throw this.#words.surprise()
    return { kind: 'between', of, low, high: this.#operand(this.#primary()) }
  }

  #in(of: WrittenOperand): WrittenCondition {
    this.#words.take()
    this.#words.expectMark('(')
    const candidates = parseList(this.#words, () => this.#operand(this.#primary()))
    this.#words.expectMark(')')
    return { kind: 'in', of, candidates }
  }

  #operand(piece: Piece): WrittenOperand {
    if (isOperand(piece)) return piece
    throw this.#words.surprise()
  }

  #primary(): Piece {
    if (!this.#words.takeMark('(')) return parseOperand(this.#words)
    const inner = this.or()
    this.#words.expectMark(')')
    if (this.#lastInParentheses === inner) throw invalid('The expression has redundant parentheses')
    this.#lastInParentheses = inner
    return inner
  }
}

export const parseCondition = (text: string): WrittenCondition => {
  const words = new Words(text)
  const parser = new ConditionParser(words)
  const piece = parser.or()
  words.expectEnd()
  return parser.condition(piece)
}
