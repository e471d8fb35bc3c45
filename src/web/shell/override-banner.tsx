import { Button } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { endOverride } from '../client.gen.ts'
import { runningQuery } from '../looks.ts'
import { forgetCases } from '../query-client.ts'
import { mayOpen, useSession } from '../session.ts'
import { useText } from '../words.ts'
import styles from './unplanned-banner.module.css'

/** A look in an emergency counts down on every page of its case, with the button that ends it. */
export function OverrideBanner() {
  const session = useSession()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const ref = /^\/cases\/([A-Z]{1,4}-\d{1,9})(\/|$)/.exec(path)?.[1]
  const enabled = ref !== undefined && mayOpen(session, 'emergency')
  const { data } = useQuery({ ...runningQuery, enabled })
  const look = data?.overrides.find((one) => one.ref === ref)
  return look ? (
    <Countdown key={look.id} id={look.id} until={look.until} caseRef={look.ref} />
  ) : null
}

function Countdown({ id, until, caseRef }: { id: string; until: string; caseRef: string }) {
  const text = useText()
  const go = useNavigate()
  const client = useQueryClient()
  const minutes = useMinutesLeft(until)
  const leave = async () => {
    await go({ to: '/emergency' })
    await forgetCases(client)
  }
  const end = useMutation({ mutationFn: () => endOverride({ path: { id } }), onSuccess: leave })
  useEffect(() => {
    if (minutes <= 0) void client.invalidateQueries()
  }, [minutes, client])
  return (
    <div role="status" className={styles.banner}>
      <p className={styles.line}>
        <IconClock size={18} stroke={1.75} aria-hidden />
        <span>
          {text('web.look.left', {
            ref: caseRef,
            hours: Math.floor(minutes / 60),
            minutes: minutes % 60,
          })}
        </span>
        <Button
          size="xs"
          variant="default"
          data-no-print
          loading={end.isPending}
          onClick={() => end.mutate()}
        >
          {text('web.look.end')}
        </Button>
      </p>
    </div>
  )
}

/** Whole minutes that are left, counted anew twice a minute. */
function useMinutesLeft(until: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 60_000))
  const [minutes, setMinutes] = useState(left)
  useEffect(() => {
    const beat = setInterval(() => setMinutes(left()), 30_000)
    return () => clearInterval(beat)
  })
  return minutes
}
