import './mantine.ts'
import './fonts.css'
import './style.css'
import './components.css'
import './print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadWords } from './catalogues.ts'
import { applyLanguage, startLanguage } from './language-choice.ts'
import { nonce } from './nonce.ts'
import { queryClient } from './query-client.ts'
import { setUpStateQuery } from './shell/practice-banner.tsx'

const SCHEME_KEY = 'mantine-color-scheme-value'

// Dialogs lock scrolling with a style element of their own; it reads the nonce from here.
Object.assign(globalThis, { __webpack_nonce__: nonce() })

// Before the first paint, so that a dark screen does not flash white. No inline script is allowed.
const chosen = localStorage.getItem(SCHEME_KEY)
const dark =
  chosen === 'dark' ||
  (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Asked beside the words, so that nobody waits for it longer.
void queryClient.prefetchQuery(setUpStateQuery)
const words = await loadWords(startLanguage())
applyLanguage(words.language)
createRoot(root).render(
  <StrictMode>
    <App startWords={words} />
  </StrictMode>,
)
