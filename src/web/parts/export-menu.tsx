import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { query } from '../api.ts'
import { download } from '../download.ts'
import { toast } from '../toast.tsx'
import { type Text, useText } from '../words.ts'
import { Trouble } from './trouble.tsx'

interface ExportMenuProps {
  list: 'cases' | 'releases' | 'handovers'
  /** What narrows the list on the screen narrows the file. */
  filter?: object
  /** Where a page shows several lists: one file each. */
  choices?: readonly { label: string; filter: object }[]
}

/** The list as a file: references, agencies, days and states; no name and no initials. */
export function ExportMenu({ list, filter, choices }: ExportMenuProps) {
  const text = useText()
  const save = useMutation({
    mutationFn: (wish: object) => download(`/exports/${list}${query({ ...filter, ...wish })}`),
    onSuccess: () => void toast(text('web.export.done')),
  })
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            variant="default"
            loading={save.isPending}
            leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          >
            {text('web.export.open')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{text('web.export.note')}</Menu.Label>
          {formats(text, choices).map(({ label, wish }) => (
            <Menu.Item key={label} onClick={() => save.mutate(wish)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {save.error && <Trouble error={save.error} what={text('web.export.not-done')} />}
    </>
  )
}

const formats = (text: Text, choices: ExportMenuProps['choices']) =>
  choices?.map(({ label, filter }) => ({ label, wish: { ...filter, bom: true } })) ?? [
    { label: text('web.export.spreadsheet'), wish: { bom: true } },
    { label: text('web.export.plain'), wish: { bom: false } },
  ]
