export interface Hashing {
  update(bytes: Uint8Array): Hashing
  digest(): Uint8Array
}
export function sha256(): Hashing
export function sha512(bytes: Uint8Array): Uint8Array
