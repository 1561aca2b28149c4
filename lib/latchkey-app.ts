import { App, type AppProps } from 'aws-cdk-lib'
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' }
import { LatchkeyStack } from './stack.ts'
import { checkedSettings, type StageSettings, stageNamed } from './stages.ts'

// What `cdk synth` asks for by itself: where each bundle lies and which construct made what, for the laptop and for SAM.
const metadata = { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true }

// A new app has no old behaviour to keep. Comes with the pinned version of the CDK, so an upgrade shows what it changes in the ids' test.
const context = { ...flags, ...metadata }

const chosen = (app: App): StageSettings => {
  const settings = stageNamed(app.node.tryGetContext('stage') ?? 'dev')
  const smsDeliveryLog = app.node.tryGetContext('smsDeliveryLog')
  return smsDeliveryLog === undefined ? settings : checkedSettings({ ...settings, smsDeliveryLog })
}

/**
 * The app of one stage: `-c stage=prod` on the command line, `dev` when nothing is said; `-c pages=off` leaves out what shows the pages, and
 * `-c smsDeliveryLog=sns/…` names the log of text messages where the account is not that of the stage.
 */
export const latchkeyApp = (props: AppProps = {}, settingsOf: (app: App) => StageSettings = chosen): App => {
  const app = new App({ analyticsReporting: false, ...props, context: { ...context, ...props.context } })
  const settings = settingsOf(app)
  const description = `Latchkey ${settings.name}: sign-in for people`
  const pages = app.node.tryGetContext('pages') === 'off' ? 'off' : 'on'
  new LatchkeyStack(app, `Latchkey-${settings.name}`, { settings, description, pages })
  return app
}
