import type { Route } from '#laptop/gateway-routes'

export type Found = { readonly route: Route; readonly parameters: Readonly<Record<string, string>> | null }

type Node = {
  readonly fixed: Map<string, Node>
  variable?: { name: string; node: Node }
  readonly routes: Map<string, Route>
}

const emptyNode = (): Node => ({ fixed: new Map(), routes: new Map() })

/** Finds the route of a request by walking its path once; a fixed part wins over a variable one. */
export class RouteTree {
  readonly #root = emptyNode()

  constructor(routes: readonly Route[]) {
    for (const route of routes) this.#nodeFor(route.resource).routes.set(route.method, route)
  }

  find(method: string, path: string): Found | undefined {
    const parameters: Record<string, string> = {}
    let node: Node | undefined = this.#root
    let named = false
    for (const part of path.split('/').slice(1)) {
      if (part === '' && path === '/') break
      const next: Node | undefined = node.fixed.get(part)
      if (!next && node.variable && part !== '') {
        parameters[node.variable.name] = decodeURIComponent(part)
        named = true
      }
      node = next ?? (part === '' ? undefined : node.variable?.node)
      if (!node) return undefined
    }
    const route = node.routes.get(method) ?? node.routes.get('ANY')
    return route && { route, parameters: named ? parameters : null }
  }

  #nodeFor(resource: string): Node {
    return resource
      .split('/')
      .filter((part) => part !== '')
      .reduce((node, part) => this.#child(node, part), this.#root)
  }

  #child(node: Node, part: string): Node {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name !== undefined) {
      node.variable ??= { name, node: emptyNode() }
      return node.variable.node
    }
    if (part.includes('{')) throw new Error(`the laptop does not know path part ${part}`)
    const child = node.fixed.get(part) ?? emptyNode()
    node.fixed.set(part, child)
    return child
  }
}
