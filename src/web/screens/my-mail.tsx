import { Radio } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MailWish, Rhythm } from '../../modules/operations/contract.ts'
import { api } from '../api.ts'
import { Loading } from '../parts/loading.tsx'
import { Section } from '../parts/section.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { toast } from '../toast.tsx'
import { useText } from '../words.ts'

const queryKey = ['my-mail']
const rhythms: readonly Rhythm[] = ['at_once', 'daily', 'off']

/** How often the member wants mail that there is something new. Chosen is saved. */
export function MyMail() {
  const text = useText()
  const client = useQueryClient()
  const wish = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<MailWish>('/session/mail', { signal }),
  })
  const choose = useMutation({
    mutationFn: (rhythm: Rhythm) => api.put<MailWish>('/session/mail', { rhythm }),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved)
      void toast(text('operations.wish.saved'))
    },
  })
  return (
    <Section title={text('operations.wish.title')}>
      {wish.isPending && <Loading rows={2} />}
      {wish.error && <Trouble error={wish.error} onRetry={() => void wish.refetch()} />}
      {wish.data && (
        <>
          <Radio.Group
            mt={10}
            label={text('operations.wish.label')}
            description={text('operations.wish.note', { address: wish.data.address })}
            value={choose.isPending ? choose.variables : wish.data.rhythm}
            onChange={(rhythm) => choose.mutate(rhythm as Rhythm)}
          >
            {rhythms.map((rhythm) => (
              <Radio key={rhythm} mt={8} value={rhythm} label={text(`operations.wish.${rhythm}`)} />
            ))}
          </Radio.Group>
          {wish.data.returned && (
            <p role="status">{text('operations.wish.returned', { address: wish.data.address })}</p>
          )}
        </>
      )}
      {choose.error && <Trouble error={choose.error} what={text('operations.wish.not-saved')} />}
    </Section>
  )
}
