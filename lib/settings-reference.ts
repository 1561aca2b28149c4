import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '..')
const files = ['lib/stages.ts', 'lambdas/core/stage.ts', 'lambdas/core/test-number.ts']

/** What the stack works out by itself, and no stage says. */
const workedOut = new Set(['issuer', 'edgeToken'])

type Row = { readonly name: string; readonly type: string; readonly says: string }

const aliases = new Map(
  files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
    return source.statements.filter(ts.isTypeAliasDeclaration).map((alias) => [alias.name.text, alias] as const)
  }),
)

const saidOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => (ts.isJSDoc(doc) ? (ts.getTextOfJSDocComment(doc.comment) ?? '') : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()

const onOneLine = (text: string): string =>
  text
    .replace(/\/\*\*.*?\*\/|\breadonly (?=[\w[])/gs, '')
    .replace(/\s*\n\s*(?=\w)/g, '; ')
    .replace(/\{[;\s]+/g, '{ ')
    .replace(/\s+/g, ' ')
    .replace(/`([^`]*)`/g, (_, pattern: string) => `'${pattern.replace(/\$\{string\}/g, '…')}'`)

/** As it is written, with the names of its parts filled in. */
const textOf = (type: ts.TypeNode): string => {
  const named = ts.isTypeReferenceNode(type) ? aliases.get(type.typeName.getText()) : undefined
  if (named) return textOf(named.type)
  return onOneLine(type.getText()).replace(/\b[A-Z]\w+(?=\[\])/, (name) => {
    const each = aliases.get(name)
    return each ? textOf(each.type) : name
  })
}

/** A setting that is a record of others is told by these alone. */
const rowsOf = (type: ts.TypeNode, before = ''): readonly Row[] => {
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => rowsOf(part, before))
  if (ts.isTypeReferenceNode(type)) {
    const named =
      type.typeName.getText() === 'Omit' ? type.typeArguments?.[0] : aliases.get(type.typeName.getText())?.type
    return named === undefined ? [] : rowsOf(named, before)
  }
  if (!ts.isTypeLiteralNode(type)) return []
  return type.members.filter(ts.isPropertySignature).flatMap((member): readonly Row[] => {
    const name = `${before}${member.name.getText()}`
    if (member.type === undefined || workedOut.has(name)) return []
    const inner = ts.isTypeReferenceNode(member.type) ? rowsOf(member.type, `${name}.`) : []
    return inner.length > 0 ? inner : [{ name, type: textOf(member.type), says: saidOf(member) }]
  })
}

/** Every setting of a stage as its type declares it: name, what it may be, and what the comment beside it says. */
export const settingRows = (): readonly Row[] => {
  const stage = aliases.get('StageSettings')
  if (!stage) throw new Error('lib/stages.ts declares no StageSettings')
  return rowsOf(stage.type)
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The table of `docs/deploy.md`. */
export const settingsTable = (): string =>
  [
    '| setting | may be | what it is |',
    '| --- | --- | --- |',
    ...settingRows().map(({ name, type, says }) => `| \`${name}\` | \`${cell(type)}\` | ${cell(says)} |`),
  ].join('\n')

const marks = { begin: '<!-- settings: begin -->', end: '<!-- settings: end -->' }

/** A page with the table as it is now between its marks. */
export const withSettings = (page: string): string => {
  const [before, rest] = page.split(marks.begin)
  const after = rest?.split(marks.end)[1]
  if (before === undefined || after === undefined) throw new Error('the page has no place for the settings')
  return `${before}${marks.begin}\n${settingsTable()}\n${marks.end}${after}`
}
