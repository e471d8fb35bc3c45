import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeWitnesses } from '../../../../web/client.gen.ts'
import { toast } from '../../../../web/toast.tsx'
import { useText } from '../../../../web/words.ts'
import type { NewWitnessChange } from '../../log-contract.ts'

/** Changes who watches the log; says whether it is done or waits for a second person. */
export function useChange(onDone: () => void) {
  const text = useText()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: NewWitnessChange) => changeWitnesses({ body: change }),
    onSuccess: async ({ done }) => {
      await client.invalidateQueries({ queryKey: ['log'] })
      void toast(text(`witnesses.saved.${done ? 'done' : 'waits'}`))
      onDone()
    },
  })
}
