import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { RawIntlProvider } from 'react-intl'
import { whenFactorOwed, whenSignedOut } from './api.ts'
import { loadWords } from './catalogues.ts'
import { changeSession } from './client.gen.ts'
import { applyLanguage, LanguageContext, rememberLanguage } from './language-choice.ts'
import { leadToFactor, leadToSignIn } from './leave.ts'
import { nonce } from './nonce.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'
import { sessionQuery } from './session.ts'
import { cssVariablesResolver, theme } from './theme.ts'
import { Toasts } from './toast.tsx'
import { type Words, WordsContext } from './words.ts'

whenSignedOut(() => leadToSignIn(router))
whenFactorOwed(() => leadToFactor(router))

/** Everything around the screens: theme, language, what was read, and where we are. */
export function App({ startWords }: { startWords: Words }) {
  return (
    <DirectionProvider initialDirection={startWords.language.dir} detectDirection={false}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        defaultColorScheme="auto"
        getStyleNonce={nonce}
      >
        <QueryClientProvider client={queryClient}>
          <Speaking startWords={startWords}>
            <RouterProvider router={router} />
            <Toasts />
          </Speaking>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}

function Speaking({ startWords, children }: { startWords: Words; children: ReactNode }) {
  const [words, setWords] = useState(startWords)
  const [code, setCode] = useState(startWords.language.code)
  const { setDirection } = useDirection()
  // Never asks by itself: the pages do, where somebody has to be signed in.
  const country = useQuery({ ...sessionQuery, enabled: false }).data?.authority.country
  useEffect(() => {
    let wanted = true
    void loadWords(code, country).then((loaded) => wanted && setWords(loaded))
    return () => {
      wanted = false
    }
  }, [code, country])
  const setLanguage = useCallback((code: string) => {
    rememberLanguage(code)
    if (queryClient.getQueryData(sessionQuery.queryKey)) {
      // Also on the member's other devices; the screen changes even if this does not arrive.
      changeSession({ body: { locale: code } }, { quiet401: true }).catch(() => {})
    }
    setCode(code)
  }, [])
  useEffect(() => {
    applyLanguage(words.language)
    setDirection(words.language.dir)
  }, [words, setDirection])
  return (
    <LanguageContext value={setLanguage}>
      <WordsContext value={words}>
        <RawIntlProvider value={words.intl}>{children}</RawIntlProvider>
      </WordsContext>
    </LanguageContext>
  )
}
