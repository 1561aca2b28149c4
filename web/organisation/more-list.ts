import { actButton } from '../ui/act.ts'
import { el } from '../ui/element.ts'
import { organisationWords as say } from './words.ts'

export type Page<T> = { readonly items: readonly T[]; readonly next?: string | undefined }

export type MoreListOptions<T> = {
  readonly columns: readonly string[]
  readonly rowOf: (item: T) => readonly (string | Node)[]
  readonly load: (cursor: string | undefined) => Promise<Page<T>>
  readonly caption: string
  readonly none?: string
  /** Said instead of `none` where an answer is empty and the list goes on. */
  readonly noneYet?: string
}

export type MoreList = {
  readonly element: HTMLElement
  /** Forgets what is shown and begins at the first page. */
  readonly begin: () => Promise<void>
}

/** Empty answers of a long list that are passed over without being asked for. */
const mostEmpty = 10

/** A table that is loaded page by page. */
export const moreList = <T>(options: MoreListOptions<T>): MoreList => {
  const { columns, rowOf, load, caption, none = say.nothing, noneYet = none } = options
  let next: string | undefined
  // Whoever types on does not want the answer to what they typed before.
  let turn = 0
  const body = el('tbody', { role: 'rowgroup' })
  const empty = el('p', { class: 'empty', role: 'status' }, none)
  // Where there is no room beside each other, the cells of a row stand below each other, and name their column themselves.
  const cell = (inside: string | Node, index: number) =>
    el('td', { role: 'cell', 'data-column': columns[index] ?? '' }, inside === '' ? undefined : el('div', {}, inside))
  const line = (cells: readonly (string | Node)[]) => el('tr', { role: 'row' }, ...cells.map(cell))
  const head = el(
    'tr',
    { role: 'row' },
    ...columns.map((column) => el('th', { scope: 'col', role: 'columnheader' }, column)),
  )
  const place = el(
    'div',
    { class: 'table', tabindex: '0', role: 'group', 'aria-label': caption },
    el('table', { role: 'table' }, el('thead', { role: 'rowgroup' }, head), body),
  )
  const take = ({ items, next: following }: Page<T>) => {
    next = following
    body.append(...items.map((item) => line(rowOf(item))))
    more.hidden = next === undefined
    empty.textContent = next === undefined ? none : noneYet
    empty.hidden = body.childElementCount > 0
    place.hidden = body.childElementCount === 0
  }
  const loadFrom = async (cursor: string | undefined, mine: number): Promise<Page<T>> => {
    let page = await load(cursor)
    for (
      let passed = 1;
      page.items.length === 0 && page.next !== undefined && mine === turn && passed < mostEmpty;
      passed++
    )
      page = await load(page.next)
    return page
  }
  const goOn = async () => {
    const mine = turn
    const page = await loadFrom(next, mine)
    if (mine === turn) take(page)
  }
  const more = actButton({ label: say.more, run: goOn })
  const begin = async () => {
    turn += 1
    const mine = turn
    place.setAttribute('aria-busy', 'true')
    try {
      const first = await loadFrom(undefined, mine)
      if (mine !== turn) return
      body.replaceChildren()
      take(first)
    } finally {
      if (mine === turn) place.removeAttribute('aria-busy')
    }
  }
  return { element: el('div', { class: 'more-list' }, place, empty, more), begin }
}
