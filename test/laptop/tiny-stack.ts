import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Laptop, type LaptopOptions, startLaptop } from '#laptop/laptop'

export type TinyFunction = {
  readonly code: string
  readonly statements?: readonly unknown[]
  readonly environment?: Record<string, unknown>
  readonly timeoutSeconds?: number
}

export type TinyStack = {
  readonly functions: Readonly<Record<string, TinyFunction>>
  /** `POST /things/{id}` to the id of the function that answers. */
  readonly routes?: Readonly<Record<string, string>>
  readonly signed?: readonly string[]
  readonly resources?: Readonly<Record<string, unknown>>
}

const workplace = join(dirname(fileURLToPath(import.meta.url)), '../../.latchkey')

/** A function's code as the bundler would end it. */
export const bundled = (code: string): string =>
  `${code.replace('export const handler', 'const handler')}\nexport { handler };\n`

const functionResources = (id: string, it: TinyFunction, hash: string): Record<string, unknown> => ({
  [`${id}Role`]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      ManagedPolicyArns: [
        {
          'Fn::Join': [
            '',
            ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
          ],
        },
      ],
    },
  },
  [`${id}Policy`]: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: `${id}Policy`,
      Roles: [{ Ref: `${id}Role` }],
      PolicyDocument: { Version: '2012-10-17', Statement: it.statements ?? [] },
    },
  },
  [id]: {
    Type: 'AWS::Lambda::Function',
    Metadata: { 'aws:cdk:path': `Tiny/Steps/${id.toLowerCase()}/Function/Resource` },
    Properties: {
      Code: { S3Bucket: { 'Fn::Join': ['-', ['assets', { Ref: 'AWS::AccountId' }]] }, S3Key: `${hash}.zip` },
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
      Runtime: 'nodejs24.x',
      Timeout: it.timeoutSeconds ?? 5,
      MemorySize: 512,
      Environment: { Variables: it.environment ?? {} },
    },
  },
})

const pathResources = (path: string): Record<string, unknown> => {
  const parts = path.split('/').filter(Boolean)
  const entries = parts.map((part, at) => {
    const parent = resourceId(parts.slice(0, at))
    const ParentId = at === 0 ? { 'Fn::GetAtt': ['Api', 'RootResourceId'] } : { Ref: parent }
    return [
      resourceId(parts.slice(0, at + 1)),
      { Type: 'AWS::ApiGateway::Resource', Properties: { ParentId, PathPart: part } },
    ]
  })
  return Object.fromEntries(entries)
}

const resourceId = (parts: readonly string[]): string => `Path${parts.join('').replace(/\W/g, '')}`

const methodResource = (route: string, target: string, signed: boolean): Record<string, unknown> => {
  const [method = '', path = ''] = route.split(' ')
  const parts = path.split('/').filter(Boolean)
  const arn = { 'Fn::GetAtt': [target, 'Arn'] }
  return {
    [`Method${method}${resourceId(parts)}`]: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        HttpMethod: method,
        AuthorizationType: signed ? 'AWS_IAM' : 'NONE',
        ResourceId: parts.length === 0 ? { 'Fn::GetAtt': ['Api', 'RootResourceId'] } : { Ref: resourceId(parts) },
        Integration: {
          Type: 'AWS_PROXY',
          Uri: {
            'Fn::Join': [
              '',
              [
                'arn:aws:apigateway:',
                { Ref: 'AWS::Region' },
                ':lambda:path/2015-03-31/functions/',
                arn,
                '/invocations',
              ],
            ],
          },
        },
      },
    },
  }
}

export const templateOf = (stack: TinyStack, assetsDir: string): { readonly Resources: Record<string, unknown> } => {
  const Resources: Record<string, unknown> = { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'tiny' } } }
  for (const [id, it] of Object.entries(stack.functions)) {
    const hash = createHash('sha256').update(it.code).digest('hex')
    mkdirSync(join(assetsDir, `asset.${hash}`), { recursive: true })
    writeFileSync(join(assetsDir, `asset.${hash}`, 'index.mjs'), bundled(it.code))
    Object.assign(Resources, functionResources(id, it, hash))
  }
  for (const [route, target] of Object.entries(stack.routes ?? {})) {
    Object.assign(Resources, pathResources(route.split(' ')[1] ?? '/'))
    Object.assign(Resources, methodResource(route, target, stack.signed?.includes(route) ?? false))
  }
  return { Resources: { ...Resources, ...stack.resources } }
}

/** A folder for assets inside the work tree, so that hand-written handlers find the SDK; `remove` takes it away. */
export const workFolder = (): { readonly path: string; readonly remove: () => void } => {
  mkdirSync(workplace, { recursive: true })
  const path = mkdtempSync(join(workplace, 'test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A laptop that runs a small hand-written stack; disposing of it stops it and removes its files. */
export const runTiny = async (
  stack: TinyStack,
  options: Partial<LaptopOptions> = {},
): Promise<Laptop & AsyncDisposable> => {
  const folder = workFolder()
  const template = templateOf(stack, folder.path)
  const starting = startLaptop({ template, assetsDir: folder.path, port: 0, quiet: true, ...options })
  const laptop = await starting.catch((error: unknown) => {
    folder.remove()
    throw error
  })
  const dispose = async (): Promise<void> => {
    await laptop.stop()
    folder.remove()
  }
  return Object.assign(laptop, { [Symbol.asyncDispose]: dispose })
}
