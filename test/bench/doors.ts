import assert from 'node:assert/strict'
import type { Context } from 'aws-lambda'
import { contract as startContract } from '#lambdas/login-start/contract'
import { run as start } from '#lambdas/login-start/handler'
import { contract as codeContract } from '#lambdas/login-verify-code/contract'
import { run as verifyCode } from '#lambdas/login-verify-code/handler'
import { contract as pinContract } from '#lambdas/login-verify-pin/contract'
import { run as verifyPin } from '#lambdas/login-verify-pin/handler'
import { type HttpHandler, onHttp } from '#runtime/on-http'
import { PHONE, PIN } from '#support/anna'
import { gatewayEvent } from '#support/door'
import { newestCode, type World } from '#support/world'

const ASKED = { awsRequestId: 'bench' } as Context

const answered = async (handler: HttpHandler, event: Parameters<HttpHandler>[0]) => {
  const { statusCode, body } = await handler(event, ASKED)
  assert.equal(statusCode, 200, body)
  return body
}

/** The three steps of a sign-in by their handlers alone, as Lambda calls them. `send` brings the code in between. */
export const threeSteps = (w: World, send: () => Promise<void>): (() => Promise<void>) => {
  const doors = {
    start: onHttp(startContract, start, w.ports),
    code: onHttp(codeContract, verifyCode, w.ports),
    pin: onHttp(pinContract, verifyPin, w.ports),
  }
  return async () => {
    const begun = await answered(doors.start, gatewayEvent(startContract, {}, { body: { phone: PHONE } }))
    const { loginId } = JSON.parse(begun)
    await send()
    await answered(doors.code, gatewayEvent(codeContract, { loginId }, { body: { code: newestCode(w, PHONE) } }))
    await answered(doors.pin, gatewayEvent(pinContract, { loginId }, { body: { pin: PIN } }))
  }
}
