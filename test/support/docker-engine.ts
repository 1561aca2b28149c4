import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { runsContainers } from '#lib/sam/containers'

const patienceMs = 30_000

const startDaemon = (folder: string): ChildProcess => {
  const at = (name: string): string => join(folder, name)
  const own = ['--host', `unix://${at('docker.sock')}`, '--data-root', at('data'), '--exec-root', at('exec')]
  // The machine's own firewall stays as it is: ports are passed on by the daemon itself.
  const quiet = ['--pidfile', at('pid'), '--iptables=false', '--ip6tables=false', '--log-level', 'error']
  return spawn('dockerd', [...own, ...quiet], { stdio: 'ignore' })
}

const removeContainers = async (): Promise<void> => {
  const { stdout } = await promisify(execFile)('docker', ['ps', '--all', '--quiet'])
  const ids = stdout.split('\n').filter((id) => id !== '')
  if (ids.length > 0) await promisify(execFile)('docker', ['rm', '--force', ...ids])
}

/** An engine that runs containers: the machine's own, or one that is started here and ends with everything in it. Needs root for that. */
export const dockerEngine = async (): Promise<{ stop(): Promise<void> }> => {
  if (await runsContainers()) return { stop: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-docker-'))
  const daemon = startDaemon(folder)
  const ended = new Promise<void>((gone) => {
    daemon.once('error', () => gone())
    daemon.once('exit', () => gone())
  })
  process.once('exit', () => daemon.kill('SIGTERM'))
  process.env.DOCKER_HOST = `unix://${join(folder, 'docker.sock')}`
  for (const until = Date.now() + patienceMs; !(await runsContainers()); await wait(200)) {
    if (daemon.exitCode !== null || daemon.pid === undefined || Date.now() > until)
      throw new Error('dockerd did not start')
  }
  const stop = async (): Promise<void> => {
    await removeContainers()
    daemon.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return { stop }
}
