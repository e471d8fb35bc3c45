import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../../../web/api.ts'
import { Chip, type ChipState } from '../../../../web/parts/chip.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useFormat, useText } from '../../../../web/words.ts'
import type { OfferLink } from '../../link-contract.ts'
import styles from './handovers.module.css'

const chips: Record<OfferLink['state'], ChipState> = {
  open: 'offered',
  answered: 'settled',
  taken_back: 'neutral',
  expired: 'neutral',
  over: 'neutral',
}

interface LinkRowsProps {
  links: readonly OfferLink[]
  onChanged: () => Promise<unknown>
}

/** The links of one offer, the newest first: sent, opened, answered; an open one can be taken back. */
export function LinkRows({ links, onChanged }: LinkRowsProps) {
  const text = useText()
  const format = useFormat()
  const takeBack = useMutation({
    mutationFn: (id: string) => api.delete(`/offer-links/${id}`),
    onSuccess: onChanged,
  })
  if (links.length === 0) return null
  return (
    <ul className={styles.list} aria-label={text('handovers.link.list')}>
      {links.map((link) => (
        <li key={link.id} className={styles.entry}>
          <div>
            <p>
              <Chip state={chips[link.state]}>{text(`handovers.link.state.${link.state}`)}</Chip>{' '}
              {text('handovers.link.made-by', {
                name: link.madeBy,
                when: format.moment(link.madeAt),
              })}
            </p>
            <p className="tc-note">
              {link.sentTo
                ? text(link.mailedAt ? 'handovers.link.mailed' : 'handovers.link.not-mailed', {
                    address: link.sentTo,
                  })
                : text('handovers.link.letter')}{' '}
              {link.openedAt
                ? text('handovers.link.opened', {
                    count: link.openings,
                    when: format.moment(link.openedAt),
                  })
                : text('handovers.link.unopened')}
            </p>
            {link.state === 'open' && (
              <p className="tc-note">
                {text('handovers.link.until', { when: format.moment(link.expiresAt) })}
              </p>
            )}
          </div>
          {link.state === 'open' && (
            <Button
              variant="default"
              loading={takeBack.isPending}
              onClick={() => takeBack.mutate(link.id)}
            >
              {text('handovers.link.take-back')}
            </Button>
          )}
        </li>
      ))}
      {takeBack.error && (
        <li>
          <Trouble error={takeBack.error} what={text('handovers.link.not-taken-back')} />
        </li>
      )}
    </ul>
  )
}
