import { ApiProblem, NoConnection } from '../../../../web/api.ts'

/** Sends the scan of a signature as it is; what it is, the server sees for itself. */
export async function sendScan(id: number, agencyId: number, file: File): Promise<void> {
  const answer = await fetch(`/api/v1/agreements/${id}/scans/${agencyId}`, {
    method: 'PUT',
    credentials: 'same-origin',
    headers: { 'content-type': file.type || 'application/pdf' },
    body: await file.arrayBuffer(),
  }).catch((error: unknown) => {
    throw new NoConnection(error)
  })
  if (!answer.ok) throw new ApiProblem(answer.status, await answer.json())
}
