import type { Ports } from '#core/ports'
import { type Basics, basicsFromEnvironment } from './basics.ts'
import type { Contract, PortsOf, Run } from './contract.ts'
import { type HttpHandler, onHttp } from './on-http.ts'

export type Makers<N extends keyof Ports> = { readonly [K in N]: (basics: Basics) => Ports[K] | Promise<Ports[K]> }

/** Builds the ports of one function while it initialises: secrets read, connections opened, before the first caller comes. */
export const makePorts = async <N extends keyof Ports>(makers: Makers<N>): Promise<Basics & Pick<Ports, N>> => {
  const basics = basicsFromEnvironment()
  const names = Object.keys(makers) as N[]
  const made = await Promise.all(names.map(async (name) => [name, await makers[name](basics)] as const))
  return { ...basics, ...(Object.fromEntries(made) as Pick<Ports, N>) }
}

/** The entry of every HTTP function. */
export const serve = async <C extends Contract>(
  contract: C,
  run: Run<C>,
  makers: Makers<C['needs'][number]>,
): Promise<HttpHandler> => onHttp(contract, run, (await makePorts(makers)) as unknown as PortsOf<C>)
