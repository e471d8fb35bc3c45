export function isSigned(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
