import { Button } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../../../web/words.ts'
import type { ItemDetail } from '../../contract.ts'
import { AddressDialog } from './address-dialog.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { ChangeSpecialDialog } from './change-special-dialog.tsx'
import { HandleDialog } from './handle-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { VerifyDialog } from './verify-dialog.tsx'

type Opened =
  | 'change'
  | 'address'
  | 'handle'
  | 'verify'
  | 'withdraw'
  | 'restrict'
  | 'release'
  | 'correct'
  | 'approve'
  | 'refuse'

// words: items.act.

/** What the agency that brought it may do with it; nobody else sees these buttons. */
export function OwnerActs({ item }: { item: ItemDetail }) {
  const text = useText()
  const [opened, setOpened] = useState<Opened | null>(null)
  const offered = actsOf(item)
  const close = () => setOpened(null)
  return (
    <>
      {offered.map((act) => (
        <Button
          key={act}
          variant={act === 'change' || act === 'approve' ? 'filled' : 'default'}
          onClick={() => setOpened(act)}
        >
          {text(`items.act.${act}`)}
        </Button>
      ))}
      {opened === 'change' &&
        (item.special ? (
          <ChangeSpecialDialog item={item} onClose={close} />
        ) : (
          <ChangeDialog item={item} onClose={close} />
        ))}
      {opened === 'address' && <AddressDialog item={item} onClose={close} />}
      {opened === 'handle' && <HandleDialog item={item} onClose={close} />}
      {opened === 'verify' && <VerifyDialog item={item} onClose={close} />}
      {(opened === 'withdraw' ||
        opened === 'restrict' ||
        opened === 'release' ||
        opened === 'correct' ||
        opened === 'refuse' ||
        opened === 'approve') && <ReasonDialog item={item} act={opened} onClose={close} />}
    </>
  )
}

function actsOf({ may, state, special, versions, own }: ItemDetail): Opened[] {
  if (may.includes('approve')) return ['approve', 'refuse']
  const acts: Opened[] = may.flatMap((act) =>
    act === 'change' || act === 'address' || act === 'handle' || act === 'verify' ? [act] : [],
  )
  if (versions.slice(1).some(({ restricted }) => !restricted) && state === 'current' && own)
    acts.push('correct')
  if (!may.includes('state')) return acts
  if (special) return [...acts, 'withdraw']
  return [...acts, state === 'restricted' ? 'release' : 'restrict', 'withdraw']
}
