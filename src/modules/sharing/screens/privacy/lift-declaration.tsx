import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { liftCloseness } from '../../../../web/client.gen.ts'
import { ConfirmDialog } from '../../../../web/parts/confirm-dialog.tsx'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import { useText } from '../../../../web/words.ts'
import type { Privacy } from '../../protect-contract.ts'

/** Opens again what a declaration closed: asked twice, because the member will see the person's cases. */
export function LiftDeclaration({
  declaration: { id, name },
}: {
  declaration: Privacy['declarations'][number]
}) {
  const text = useText()
  const client = useQueryClient()
  const [opened, setOpened] = useState(false)
  const lift = useMutation({
    mutationFn: () => liftCloseness({ path: { id } }),
    onSuccess: async () => {
      setOpened(false)
      await client.invalidateQueries({ queryKey: ['privacy'] })
    },
  })
  return (
    <div>
      <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
        {text('sharing.privacy.lift')}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={text('sharing.privacy.lift-title')}
        confirm={text('sharing.privacy.lift-do')}
        busy={lift.isPending}
        onConfirm={() => lift.mutate()}
        onCancel={() => setOpened(false)}
      >
        <p>{text('sharing.privacy.lift-what', { name })}</p>
        {lift.error && <Trouble error={lift.error} what={text('sharing.privacy.not-lifted')} />}
      </ConfirmDialog>
    </div>
  )
}
