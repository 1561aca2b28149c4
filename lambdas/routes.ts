import type { Contract } from '#runtime/contract'

/** Every HTTP door, in the order a person meets them. The gateway, roles, laptop, document and client all read this. */
export const routes: readonly Contract[] = []
