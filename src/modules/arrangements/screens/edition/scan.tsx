import { Button, FileButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { download } from '../../../../web/download.ts'
import { FormErrors, useFormProblems } from '../../../../web/parts/form-errors.tsx'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { AgreementParty } from '../../draft-contract.ts'
import { type EditionText, scanTypes } from '../../edition-contract.ts'
import { useMayDo } from './edition-api.ts'
import { sendScan } from './send-scan.ts'

/** The scan of a paper signature: opened by whoever may, added by the desk. */
export function Scan({ edition, party }: { edition: EditionText; party: AgreementParty }) {
  const text = useText()
  const client = useQueryClient()
  const { steers } = useMayDo()
  const { id } = edition.agreement
  const { id: agencyId, name } = party.agency
  const [failed, setFailed] = useState<unknown>(null)
  const keep = useMutation({
    mutationFn: (file: File) => sendScan(id, agencyId, file),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['agreements'] })
      void toast(text('editions.scan.kept'))
    },
  })
  const errors = useFormProblems(keep.error ?? failed)
  return (
    <>
      {edition.papers.includes(agencyId) && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={text('editions.scan.open-of', { name })}
          onClick={() => void download(`/agreements/${id}/scans/${agencyId}`).catch(setFailed)}
        >
          {text('editions.scan.open')}
        </Button>
      )}
      {steers && (
        <FileButton accept={scanTypes.join(',')} onChange={(file) => file && keep.mutate(file)}>
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="subtle"
              color="gray"
              loading={keep.isPending}
              aria-label={text('editions.scan.add-of', { name })}
            >
              {text('editions.scan.add')}
            </Button>
          )}
        </FileButton>
      )}
      {errors.length > 0 && <FormErrors errors={errors} />}
    </>
  )
}
