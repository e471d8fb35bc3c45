/** Bytes as base64, in slices, so that a long file does not hold up the page. */
export async function toBase64(bytes: Uint8Array): Promise<string> {
  const slice = 3 * 16_384
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += slice) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + slice))))
    if (parts.length % 64 === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  return parts.join('')
}
