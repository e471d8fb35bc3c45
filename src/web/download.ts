import { ApiProblem, NoConnection } from './api.ts'
import { askForProof } from './ask-proof.ts'
import { purposeNow } from './purpose.ts'

/**
 * Asks for a file and saves it; a refusal is shown on the page instead of being saved as a file. Where the
 * server wants to know that it is still the same person, they are asked first.
 */
export async function download(path: string): Promise<void> {
  const language = document.documentElement.lang
  const purpose = purposeNow()
  const answer = await fetch(`/api/v1${path}`, {
    credentials: 'same-origin',
    headers: {
      ...(language && { 'accept-language': language }),
      ...(purpose && { 'x-purpose': purpose }),
    },
  }).catch((error: unknown) => {
    throw new NoConnection(error)
  })
  if (!answer.ok) {
    const problem = new ApiProblem(answer.status, await answer.json())
    if (problem.code === 'step_up_needed' && (await askForProof())) return download(path)
    throw problem
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name ?? 'list.csv'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
