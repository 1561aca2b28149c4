import { AwsFault } from '#laptop/aws/fault'
import type { Call, Service } from '#laptop/aws/service'
import { type Meant, plainWire, type Told, understand } from '#laptop/aws/wire'
import type { Caller, Callers } from '#laptop/callers'
import type { Faults } from '#laptop/faults'
import type { PlainReply, PlainRequest } from '#laptop/plain-http'
import { TableFault } from '#laptop/tables/engine'
import { WorkflowFault } from '#laptop/workflow/engine'

/** One call as the port saw it, for whoever counts calls: `error` is the AWS error it was answered with. */
export type SeenCall = {
  readonly caller: string
  readonly service: string
  readonly operation: string
  readonly error?: string
}

export type AwsPortOptions = {
  readonly services: readonly Service[]
  readonly callers: Callers
  readonly faults: Faults
  readonly now: () => number
  readonly onCall: (call: SeenCall) => void
  readonly onDenied: (caller: string, action: string, resource: string) => void
}

/** The longest body that the port reads. */
export const mostBytes = 8 * 1024 * 1024

/** One loopback port that speaks the protocols of the AWS services the functions use. */
export class AwsPort {
  readonly #options: AwsPortOptions
  readonly #services: ReadonlyMap<string, Service>

  constructor(options: AwsPortOptions) {
    this.#options = options
    this.#services = new Map(options.services.map((service) => [service.name, service]))
  }

  async answer(request: PlainRequest): Promise<PlainReply> {
    const { status, headers, body } = await this.#told(request)
    // In laptop time: a client that sees another clock here takes its own for wrong and tries again.
    const date = new Date(this.#options.now()).toUTCString()
    return { status, headers: { ...headers, date }, body }
  }

  #told({ method, url, headers, body }: PlainRequest): Promise<Told> | Told {
    try {
      const [target, invocationType] = [headers.get('x-amz-target'), headers.get('x-amz-invocation-type')]
      const meant = understand({ method, path: url, target, invocationType, body })
      return this.#perform(meant, headers.get('authorization'), headers.get('amz-sdk-invocation-id'))
    } catch (thrown) {
      return plainWire.refuse(faultOf(thrown))
    }
  }

  async #perform(meant: Meant, authorization: string | undefined, invocationId: string | undefined): Promise<Told> {
    const { service, operation, input, wire } = meant
    const caller = this.#options.callers.identify(authorization)
    try {
      if (!caller) throw new AwsFault('UnrecognizedClientException', 'the security token of this request is unknown')
      const output = await this.#do(this.#service(service), { operation, input, caller }, invocationId)
      this.#options.onCall({ caller: caller.name, service, operation })
      return wire.reply(operation, output)
    } catch (thrown) {
      const fault = faultOf(thrown)
      this.#options.onCall({ caller: caller?.name ?? 'nobody', service, operation, error: fault.type })
      return wire.refuse(fault)
    }
  }

  #service(name: string): Service {
    const service = this.#services.get(name)
    if (!service) throw new AwsFault('UnknownService', `the laptop runs no ${name}`, 501)
    return service
  }

  #do(service: Service, call: Call, invocationId: string | undefined): unknown {
    this.#permit(service, call)
    const same = service.same?.(call) ?? invocationId
    const refusal = service.fault && this.#options.faults.refusal(service.fault, same, this.#options.now())
    if (refusal && service.refusals) throw service.refusals[refusal]()
    return service.answer(call)
  }

  #permit(service: Service, call: Call): void {
    for (const wish of service.wishes(call)) {
      if (!call.caller.may(wish)) throw this.#deny(call.caller, wish.action, wish.resource)
    }
  }

  #deny(caller: Caller, action: string, resource: string): AwsFault {
    this.#options.onDenied(caller.name, action, resource)
    return new AwsFault(
      'AccessDeniedException',
      `User: ${caller.name} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    )
  }
}

// Anything but a fault is a mistake of the laptop or of an adapter: a 500 that says so.
const faultOf = (thrown: unknown): AwsFault => {
  if (thrown instanceof AwsFault) return thrown
  if (thrown instanceof TableFault) return new AwsFault(thrown.type, thrown.message, thrown.status, thrown.extras)
  if (thrown instanceof WorkflowFault) return new AwsFault(thrown.type, thrown.message)
  if (thrown instanceof SyntaxError) return new AwsFault('SerializationException', thrown.message)
  return new AwsFault('InternalFailure', thrown instanceof Error ? thrown.message : String(thrown), 500)
}
