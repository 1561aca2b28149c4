import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Latchkey, type LatchkeyProps } from './latchkey.ts'

const titled = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** One stage of Latchkey as a stack of its own, with the outputs that a person or a script looks for. */
export class LatchkeyStack extends Stack {
  readonly auth: Latchkey

  constructor(scope: Construct, id: string, props: LatchkeyProps & StackProps) {
    super(scope, id, { terminationProtection: props.settings.durables === 'retain', ...props })
    this.auth = new Latchkey(this, 'Auth', props)
    const { api, functions, issuer, pinReset, passwordReset, site, tables } = this.auth
    this.#tell('ApiUrl', api.rest.url)
    if (site) this.#tell('PagesDomain', site.distribution.distributionDomainName)
    this.#tell('Issuer', issuer)
    this.#tell('EventBus', this.auth.events.bus.eventBusName)
    this.#tell('FunctionsLog', functions.log.logGroupName)
    this.#tell('PepperSecret', this.auth.secrets.pepper.secretArn)
    if (this.auth.secrets.testCodes) this.#tell('TestCodesSecret', this.auth.secrets.testCodes.secretArn)
    if (this.auth.secrets.canaryPin) this.#tell('CanaryPinSecret', this.auth.secrets.canaryPin.secretArn)
    for (const [name, table] of Object.entries(tables.byName)) {
      this.#tell(`${titled(name)}Table`, table.tableName)
    }
    for (const [name, { machine }] of Object.entries({ pinReset, passwordReset })) {
      if (machine) this.#tell(`${titled(name)}Workflow`, machine.stateMachineArn)
    }
  }

  #tell(name: string, value: string): void {
    new CfnOutput(this, name, { value })
  }
}
