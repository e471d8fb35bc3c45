export function writeClient(document: object): string
export function writeType(schema: object): string
