import { devNull } from 'node:os'
import type { FunctionPlan } from '#laptop/function-plan'

/** What Lambda sets around a function, plus the one address that makes every AWS client of it talk to the laptop. */
export const variablesOf = (
  plan: FunctionPlan,
  at: {
    readonly awsUrl: string
    readonly region: string
    readonly accessKey: string
    readonly complete: (value: string) => string
  },
): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(plan.environment).map(([name, value]) => [name, at.complete(value)])),
  AWS_ACCESS_KEY_ID: at.accessKey,
  AWS_SECRET_ACCESS_KEY: 'laptop',
  // The machine's own AWS settings are nobody's business in here.
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_DEFAULT_REGION: at.region,
  AWS_ENDPOINT_URL: at.awsUrl,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMb),
  AWS_LAMBDA_FUNCTION_NAME: plan.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${plan.name}`,
  AWS_REGION: at.region,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  _HANDLER: `${plan.file.replace(/\.mjs$/, '')}.${plan.exported}`,
})
