import { TextInput } from '@mantine/core'

interface ShownOnceProps {
  label: string
  description?: string
  value: string
}

/** An address or a code that is shown this once: nobody changes it, and a touch selects the whole of it. */
export function ShownOnce(props: ShownOnceProps) {
  return (
    <TextInput {...props} readOnly dir="ltr" onFocus={(event) => event.currentTarget.select()} />
  )
}
