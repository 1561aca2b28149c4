import { latchkeyApp } from '#lib/latchkey-app'

latchkeyApp()
