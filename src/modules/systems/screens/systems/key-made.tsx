import { Button, CopyButton, Modal } from '@mantine/core'
import { useFocusBack } from '../../../../web/parts/focus-back.ts'
import { ShownOnce } from '../../../../web/parts/shown-once.tsx'
import { useText } from '../../../../web/words.ts'
import type { SystemKeyMade } from '../../contract.ts'
import styles from './systems.module.css'

interface KeyMadeProps {
  label: string
  made: SystemKeyMade
  onClose: () => void
}

/** The key, for whoever agreed to it, this once. A click beside it closes nothing. */
export function KeyMade({ label, made, onClose }: KeyMadeProps) {
  useFocusBack()
  const text = useText()
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={text('systems.made', { label })}
      closeButtonProps={{ 'aria-label': text('web.close') }}
    >
      <div className={styles.form}>
        <p role="status">{text('systems.once')}</p>
        <ShownOnce
          label={text('systems.key')}
          description={text('systems.key-note')}
          value={made.key}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {text('web.close')}
          </Button>
          <CopyButton value={made.key}>
            {({ copied, copy }) => (
              <Button onClick={copy}>{text(copied ? 'systems.copied' : 'systems.copy')}</Button>
            )}
          </CopyButton>
        </div>
      </div>
    </Modal>
  )
}
