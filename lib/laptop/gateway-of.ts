import type { Functions, RunningFunction } from '#laptop/functions'
import { Gateway } from '#laptop/gateway'
import { GatewayResponses } from '#laptop/gateway-responses'
import type { Route } from '#laptop/gateway-routes'
import { RouteTree } from '#laptop/route-tree'
import type { StackPlan } from '#laptop/stack-plan'

/** The gateway of a stack. A route to a function that the template does not have stops the start. */
export const gatewayOf = (plan: StackPlan, functions: Functions, now: () => number): Gateway => {
  const targets = new Map<Route, RunningFunction>()
  for (const route of plan.routes) {
    if (route.target.kind !== 'proxy') continue
    const found = functions.find(route.target.functionArn)
    if (!found)
      throw new Error(`${route.method} ${route.resource} calls ${route.target.functionArn}, which is not there`)
    targets.set(route, found)
  }
  const named = (type: string): string | undefined => plan.resources.find((one) => one.type === type)?.ref
  return new Gateway({
    api: {
      id: named('AWS::ApiGateway::RestApi') ?? 'laptop',
      stage: named('AWS::ApiGateway::Stage') ?? 'laptop',
      account: plan.place.account,
    },
    routes: new RouteTree(plan.routes),
    responses: new GatewayResponses(plan.resources),
    functionOf: (route) => {
      const target = targets.get(route)
      if (!target) throw new Error(`${route.method} ${route.resource} calls no function`)
      return target
    },
    now,
  })
}
