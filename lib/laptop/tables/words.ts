import { invalid } from './fault.ts'

type Word =
  | { readonly kind: 'word' | 'alias' | 'value' | 'index' | 'mark'; readonly text: string }
  | { readonly kind: 'end'; readonly text: '<EOF>' }

const WORD = /\s*(?:([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(0|[1-9]\d*)|(<>|<=|>=|[=<>()[\],.+-]))/y
const KINDS = ['word', 'alias', 'value', 'index', 'mark'] as const
const END: Word = { kind: 'end', text: '<EOF>' }
const LONGEST_EXPRESSION_BYTES = 4096

const split = (text: string): readonly Word[] => {
  const words: Word[] = []
  const end = text.trimEnd().length
  WORD.lastIndex = 0
  while (WORD.lastIndex < end) {
    const from = WORD.lastIndex
    const found = WORD.exec(text)
    if (!found) throw invalid(`Syntax error; near: "${text.slice(from, from + 10).trim()}"`)
    const group = found.slice(1).findIndex((part) => part !== undefined)
    words.push({ kind: KINDS[group] ?? 'mark', text: found[group + 1] ?? '' })
  }
  return words
}

/** An expression read word by word; every complaint is a ValidationException. */
export class Words {
  readonly #words: readonly Word[]
  #at = 0

  constructor(text: string | Words) {
    if (text instanceof Words) {
      this.#words = text.#words
      this.#at = text.#at
      return
    }
    if (text === '') throw invalid('The expression can not be empty')
    if (Buffer.byteLength(text) > LONGEST_EXPRESSION_BYTES)
      throw invalid('Expression size has exceeded the maximum allowed size')
    this.#words = split(text)
  }

  /** For looking ahead: reading the copy leaves this one where it is. */
  copy(): Words {
    return new Words(this)
  }

  get next(): Word {
    return this.#words[this.#at] ?? END
  }

  get afterNext(): Word {
    return this.#words[this.#at + 1] ?? END
  }

  take(): Word {
    const word = this.next
    this.#at += 1
    return word
  }

  /** Keywords are the same in any case. */
  isKeyword(keyword: string): boolean {
    return this.next.kind === 'word' && this.next.text.toUpperCase() === keyword
  }

  takeKeyword(keyword: string): boolean {
    const found = this.isKeyword(keyword)
    if (found) this.#at += 1
    return found
  }

  isMark(mark: string): boolean {
    return this.next.kind === 'mark' && this.next.text === mark
  }

  takeMark(mark: string): boolean {
    const found = this.isMark(mark)
    if (found) this.#at += 1
    return found
  }

  expectMark(mark: string): void {
    if (!this.takeMark(mark)) throw this.surprise()
  }

  expectEnd(): void {
    if (this.next.kind !== 'end') throw this.surprise()
  }

  surprise(): Error {
    return invalid(`Syntax error; token: "${this.next.text}"`)
  }
}
