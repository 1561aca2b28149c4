import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allMutants as mutants } from './guards/all.ts'
import type { Mutant } from './guards/mutant.ts'

const ROOT = join(import.meta.dirname, '..')
const REPORT = join(ROOT, 'docs', 'threats.md')
const [BEGIN, END] = ['<!-- mutants: begin -->', '<!-- mutants: end -->']
const COPIED = ['bin', 'lambdas', 'lib', 'test', 'docs', 'web', 'package.json', 'tsconfig.json', 'cdk.json']

type Verdict = { readonly mutant: Mutant; readonly noticed: boolean; readonly why: string }

/** A copy of the tree to break; the one at hand is never touched. */
const copyTree = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'latchkey-mutants-'))
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whether these tests of a file are green; an error when none of them ran. */
const areGreen = (copy: string, file: string, tests: readonly string[]): boolean => {
  const pattern = `^(${tests.map(escaped).join('|')})$`
  const args = ['--test', '--test-reporter=tap', '--test-timeout=240000', `--test-name-pattern=${pattern}`, file]
  const env = { ...process.env, MODEL_HISTORIES: '150', MODEL_SHRINK_SECONDS: '0' }
  const ran = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 28, env })
  if (!/^# pass [1-9]|^# fail [1-9]/m.test(ran.stdout))
    throw new Error(`none of these ran in ${file}: ${tests.join('; ')}`)
  return ran.status === 0
}

/** A test that is red anyway notices nothing. */
const refuseRedTests = (copy: string, chosen: readonly Mutant[]): void => {
  for (const file of new Set(chosen.map((mutant) => mutant.file))) {
    const tests = [...new Set(chosen.filter((mutant) => mutant.file === file).map(({ test }) => test))]
    if (!areGreen(copy, file, tests)) throw new Error(`a test of ${file} is red before any guard is removed`)
  }
}

const judge = (copy: string, mutant: Mutant): Verdict => {
  const path = join(copy, mutant.in)
  const whole = readFileSync(path, 'utf8')
  const parts = whole.split(mutant.replace)
  if (parts.length !== 2)
    return { mutant, noticed: false, why: `its text is found ${parts.length - 1} times, not once` }
  writeFileSync(path, parts.join(mutant.by))
  try {
    const survived = areGreen(copy, mutant.file, [mutant.test])
    return { mutant, noticed: !survived, why: survived ? 'nobody noticed' : 'noticed' }
  } finally {
    writeFileSync(path, whole)
  }
}

const rowOf = ({ mutant, noticed, why }: Verdict): string =>
  `| ${mutant.guard} | \`${mutant.in}\` | ${noticed ? mutant.test : `**${why}**`} (\`${mutant.file}\`) |`.replaceAll(
    '\n',
    ' ',
  )

const split = () => {
  const [before, rest] = readFileSync(REPORT, 'utf8').split(BEGIN)
  const [table, after] = rest?.split(END) ?? []
  if (before === undefined || table === undefined || after === undefined)
    throw new Error(`docs/threats.md has lost its markers ${BEGIN} ${END}`)
  return { before, table, after }
}

/** The rows that stand in the report, by their guard. */
const rowsThere = (): ReadonlyMap<string, string> => {
  const rows = split().table.split('\n')
  return new Map(
    mutants.flatMap(({ guard }) => rows.filter((row) => row.startsWith(`| ${guard} |`)).map((row) => [guard, row])),
  )
}

/** Writes what was found out, in the order of the list; what was not tried this time stays as it was, what is no guard any more goes. */
const writeReport = (verdicts: readonly Verdict[]): void => {
  const there = rowsThere()
  const fresh = new Map(verdicts.map((verdict) => [verdict.mutant.guard, rowOf(verdict)]))
  const rows = mutants.flatMap(({ guard }) => fresh.get(guard) ?? there.get(guard) ?? [])
  const { before, after } = split()
  const table = ['| guard removed | where | the test that turns red |', '|---|---|---|', ...rows].join('\n')
  writeFileSync(REPORT, `${before}${BEGIN}\n${table}\n${END}${after}`)
}

/** Those whose guard has these words; with `--missing` those that the report does not have yet, or has as another test's. */
const choose = (words: readonly string[]): readonly Mutant[] => {
  if (words[0] !== '--missing') return mutants.filter(({ guard }) => guard.includes(words.join(' ')))
  const there = rowsThere()
  return mutants.filter((mutant) => there.get(mutant.guard) !== rowOf({ mutant, noticed: true, why: '' }))
}

const toldOf = ({ mutant, noticed, why }: Verdict, place: string): string =>
  noticed ? `${place} noticed  ${mutant.guard}` : `${place} SURVIVED ${mutant.guard}: ${why}`

/** Removes each guard in turn and runs the test that should notice: `npm run mutants`, or `npm run mutants -- some words` for a few. */
const main = (): void => {
  const chosen = choose(process.argv.slice(2))
  const copy = copyTree()
  try {
    refuseRedTests(copy, chosen)
    const verdicts: Verdict[] = []
    for (const mutant of chosen) {
      const verdict = judge(copy, mutant)
      verdicts.push(verdict)
      // After each, so that whoever is cut off keeps what was found out.
      writeReport(verdicts)
      console.log(toldOf(verdict, `${verdicts.length}/${chosen.length}`))
    }
    if (verdicts.some(({ noticed }) => !noticed)) process.exitCode = 1
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

main()
