import type { Verified } from './verify-export.mjs'

export function describeVerified(found: Verified): string
export function readTrust(text: string): string[]
export function readKnown(text: string): { size: number; root: Uint8Array }
export function verifyCommand(args: string[], say: (text: string) => void): Promise<number>
