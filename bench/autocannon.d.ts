declare module 'autocannon' {
  export interface CannonRequest {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: string
    setupRequest?(request: CannonRequest): CannonRequest
    onResponse?(status: number, body: string): void
  }
  export interface Cannon extends Promise<{ errors: number; timeouts: number; non2xx: number }> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void
    stop(): void
  }
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    sampleInt?: number
    timeout?: number
    requests: CannonRequest[]
  }): Cannon
}
