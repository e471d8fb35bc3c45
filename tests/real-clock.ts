import { vi } from 'vitest'

// Files share a worker: a clock that the file before has stopped goes again.
vi.useRealTimers()
