declare module 'virtual:words' {
  import type { Catalogue } from './words.ts'

  export const catalogues: Record<string, () => Promise<{ messages: Catalogue }>>
}
