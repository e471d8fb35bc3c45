import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { Section } from '../../../../web/parts/section.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { CaseOpened, NoticeFile } from '../../import-contract.ts'
import styles from './notices.module.css'

interface LinkToCaseProps {
  notice: NoticeFile
  personId: string
  caseRef: string
}

/** The person has a case already: it gets this prison's number, and the notice ends. */
export function LinkToCase({ notice, personId, caseRef }: LinkToCaseProps) {
  const text = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const link = useMutation({
    mutationFn: () =>
      api.post<CaseOpened>(
        `/notices/${notice.id}/person`,
        { samePersonAs: personId },
        { ifMatch: notice.version },
      ),
    onSuccess: async ({ ref }) => {
      await navigate({ to: '/cases/$ref', params: { ref } })
      await client.invalidateQueries({ queryKey: ['notices'], refetchType: 'none' })
    },
  })
  return (
    <Section title={text('notices.link.title', { ref: caseRef })}>
      <p className={styles.explain}>
        {text('notices.link.what', { ref: caseRef, prison: notice.prison.name })}
      </p>
      {link.error && <Trouble error={link.error} what={text('notices.not-saved')} />}
      <Button onClick={() => link.mutate()} loading={link.isPending}>
        {text('notices.link.do', { ref: caseRef })}
      </Button>
    </Section>
  )
}
