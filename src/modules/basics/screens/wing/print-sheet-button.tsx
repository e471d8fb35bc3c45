import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../../../web/api.ts'
import { useMadeOnce } from '../../../../web/idempotency.ts'
import { Trouble } from '../../../../web/parts/trouble.tsx'
import type { NewSheet } from '../../paper-contract.ts'

/** Makes a sheet with codes and leads to it; from there it is printed. */
export function PrintSheetButton({ wish, label }: { wish: NewSheet; label: string }) {
  const navigate = useNavigate()
  const once = useMadeOnce()
  const make = useMutation({
    mutationFn: () => once((options) => api.post<{ id: string }>('/paper-sheets', wish, options)),
    onSuccess: ({ id }) => navigate({ to: '/sheets/$id', params: { id } }),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden />}
        loading={make.isPending}
        onClick={() => make.mutate()}
      >
        {label}
      </Button>
      {make.error && <Trouble error={make.error} />}
    </>
  )
}
