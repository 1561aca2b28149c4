import { Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/** Says why a rule of cdk-nag's AwsSolutions pack does not apply to this construct and what is below it. */
export const acknowledge = (where: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  for (const [rule, reason] of Object.entries(reasons)) {
    Validations.of(where).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason })
  }
}
