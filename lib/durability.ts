import { RemovalPolicy } from 'aws-cdk-lib'
import type { StageSettings } from './stages.ts'

/** What becomes of things that cannot be made again: people, keys, secrets. */
export const durablePolicy = ({ durables }: StageSettings): RemovalPolicy =>
  durables === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
