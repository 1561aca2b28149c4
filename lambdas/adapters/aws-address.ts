/** How each service is named: by its host, by signatures, and by the variable that may put another address in its place. */
export const SERVICES = {
  dynamodb: { host: 'dynamodb', signedAs: 'dynamodb', variable: 'DYNAMODB' },
  kms: { host: 'kms', signedAs: 'kms', variable: 'KMS' },
  secrets: { host: 'secretsmanager', signedAs: 'secretsmanager', variable: 'SECRETS_MANAGER' },
  workflows: { host: 'states', signedAs: 'states', variable: 'SFN' },
  events: { host: 'events', signedAs: 'events', variable: 'EVENTBRIDGE' },
  lambda: { host: 'lambda', signedAs: 'lambda', variable: 'LAMBDA' },
  mail: { host: 'email', signedAs: 'ses', variable: 'SESV2' },
  sms: { host: 'sns', signedAs: 'sns', variable: 'SNS' },
} as const

export type Service = keyof typeof SERVICES

/** Where a service is: where AWS has it in this region, or where AWS's own variables say, as with every client of Amazon's. */
export const addressOf = (service: Service, region: string): URL => {
  const { host, variable } = SERVICES[service]
  const given = process.env[`AWS_ENDPOINT_URL_${variable}`] ?? process.env.AWS_ENDPOINT_URL
  return new URL(given ?? `https://${host}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`)
}
