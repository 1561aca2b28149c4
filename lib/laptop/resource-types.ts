/** Every resource type the laptop knows. A type that is not here stops the start: nothing is skipped by oversight. */
// Placeholders: {name} physical name, {id} logical id, {region}, {account}, {uuid} and {short} stable per resource.
export type ResourceType = {
  readonly named?: string
  readonly ref: string
  readonly attributes?: Readonly<Record<string, string>>
  // Why the laptop may leave this type without behaviour; absent for types it runs.
  readonly ignored?: string
}

const arn = (service: string, rest: string): string => `arn:aws:${service}:{region}:{account}:${rest}`

const run: Readonly<Record<string, ResourceType>> = {
  'AWS::ApiGateway::RestApi': {
    ref: '{short}',
    attributes: { RootResourceId: '{short}-root', RestApiId: '{short}' },
  },
  'AWS::ApiGateway::Resource': { ref: '{id}', attributes: { ResourceId: '{id}' } },
  'AWS::ApiGateway::Method': { ref: '{id}' },
  'AWS::ApiGateway::GatewayResponse': { ref: '{id}', attributes: { Id: '{id}' } },
  'AWS::ApiGateway::Stage': { named: 'StageName', ref: '{name}' },
  'AWS::DynamoDB::Table': {
    named: 'TableName',
    ref: '{name}',
    attributes: { Arn: arn('dynamodb', 'table/{name}'), StreamArn: arn('dynamodb', 'table/{name}/stream/laptop') },
  },
  'AWS::DynamoDB::GlobalTable': {
    named: 'TableName',
    ref: '{name}',
    attributes: { Arn: arn('dynamodb', 'table/{name}'), TableId: '{uuid}' },
  },
  'AWS::Events::EventBus': {
    named: 'Name',
    ref: '{name}',
    attributes: { Arn: arn('events', 'event-bus/{name}'), Name: '{name}' },
  },
  'AWS::Events::Rule': {
    named: 'Name',
    ref: '{name}',
    attributes: { Arn: arn('events', 'rule/{name}') },
  },
  'AWS::IAM::Role': {
    named: 'RoleName',
    ref: '{name}',
    attributes: { Arn: 'arn:aws:iam::{account}:role/{name}', RoleId: '{short}' },
  },
  'AWS::IAM::Policy': { named: 'PolicyName', ref: '{name}', attributes: { Id: '{short}' } },
  'AWS::IAM::ManagedPolicy': { named: 'ManagedPolicyName', ref: 'arn:aws:iam::{account}:policy/{name}' },
  'AWS::KMS::Key': { ref: '{uuid}', attributes: { Arn: arn('kms', 'key/{uuid}'), KeyId: '{uuid}' } },
  'AWS::KMS::Alias': { named: 'AliasName', ref: '{name}' },
  'AWS::Lambda::Function': {
    named: 'FunctionName',
    ref: '{name}',
    attributes: { Arn: arn('lambda', 'function:{name}') },
  },
  'AWS::Lambda::EventInvokeConfig': { ref: '{id}' },
  'AWS::Lambda::EventSourceMapping': { ref: '{uuid}', attributes: { Id: '{uuid}' } },
  'AWS::Logs::SubscriptionFilter': { ref: '{id}' },
  'AWS::SecretsManager::Secret': {
    named: 'Name',
    ref: arn('secretsmanager', 'secret:{name}-{short}'),
    attributes: { Id: arn('secretsmanager', 'secret:{name}-{short}') },
  },
  'AWS::StepFunctions::StateMachine': {
    named: 'StateMachineName',
    ref: arn('states', 'stateMachine:{name}'),
    attributes: { Arn: arn('states', 'stateMachine:{name}'), Name: '{name}' },
  },
}

const ignored: Readonly<Record<string, ResourceType>> = {
  'AWS::ApiGateway::Account': { ref: '{id}', ignored: 'one role for access logs; the laptop writes none' },
  'AWS::ApiGateway::Deployment': {
    ref: '{id}',
    attributes: { DeploymentId: '{id}' },
    ignored: 'a snapshot of routes already read from the methods',
  },
  'AWS::Budgets::Budget': { ref: '{name}', named: 'BudgetName', ignored: 'nothing here costs money' },
  'AWS::CDK::Metadata': { ref: '{id}', ignored: 'statistics of the CDK' },
  'AWS::CloudWatch::Alarm': {
    named: 'AlarmName',
    ref: '{name}',
    attributes: { Arn: arn('cloudwatch', 'alarm:{name}') },
    ignored: 'nobody is on call for a laptop',
  },
  'AWS::CloudWatch::CompositeAlarm': {
    named: 'AlarmName',
    ref: '{name}',
    attributes: { Arn: arn('cloudwatch', 'alarm:{name}') },
    ignored: 'nobody is on call for a laptop',
  },
  'AWS::CloudWatch::Dashboard': { named: 'DashboardName', ref: '{name}', ignored: 'no metrics are kept here' },
  'AWS::Lambda::Permission': { ref: '{id}', ignored: 'the caller is the laptop itself; roles are checked instead' },
  'AWS::Logs::LogGroup': {
    named: 'LogGroupName',
    ref: '{name}',
    attributes: { Arn: arn('logs', 'log-group:{name}:*') },
    ignored: 'logs go to the console',
  },
  'AWS::Logs::MetricFilter': { ref: '{id}', ignored: 'no metrics are kept here' },
  'AWS::Logs::ResourcePolicy': { ref: '{id}', ignored: 'logs go to the console' },
  'AWS::SecretsManager::ResourcePolicy': { ref: '{id}', ignored: 'identity policies are checked instead' },
  'AWS::SES::ConfigurationSet': { named: 'Name', ref: '{name}', ignored: 'the outbox keeps every message' },
  'AWS::SES::ConfigurationSetEventDestination': { ref: '{id}', ignored: 'the outbox keeps every message' },
  'AWS::SES::EmailIdentity': { named: 'EmailIdentity', ref: '{name}', ignored: 'the outbox takes any sender' },
  'AWS::SNS::Subscription': { ref: '{id}', ignored: 'topics carry alarms only' },
  'AWS::SNS::Topic': {
    named: 'TopicName',
    ref: arn('sns', '{name}'),
    attributes: { TopicArn: arn('sns', '{name}'), TopicName: '{name}' },
    ignored: 'topics carry alarms only',
  },
  'AWS::SNS::TopicPolicy': { ref: '{id}', ignored: 'topics carry alarms only' },
  'AWS::SQS::Queue': {
    named: 'QueueName',
    ref: 'https://sqs.{region}.amazonaws.com/{account}/{name}',
    attributes: { Arn: arn('sqs', '{name}'), QueueName: '{name}' },
    ignored: 'dead letters are printed on the console',
  },
  'AWS::SQS::QueuePolicy': { ref: '{id}', ignored: 'dead letters are printed on the console' },
  'AWS::WAFv2::LoggingConfiguration': { ref: '{id}', ignored: 'loopback needs no firewall' },
  'AWS::WAFv2::WebACL': {
    ref: '{name}|{uuid}|REGIONAL',
    named: 'Name',
    attributes: { Arn: arn('wafv2', 'regional/webacl/{name}/{uuid}'), Id: '{uuid}' },
    ignored: 'loopback needs no firewall',
  },
  'AWS::WAFv2::WebACLAssociation': { ref: '{id}', ignored: 'loopback needs no firewall' },
}

/** Undefined for a type the laptop has never heard of. */
export const resourceType = (type: string): ResourceType | undefined => run[type] ?? ignored[type]
