import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { clock } from '../../platform/clock.ts'
import { composePaper, paperTypes, writePaper } from './documents/make-paper.ts'
import { readPaperWords } from './documents/paper-words.ts'
import * as wire from './paper-contract.ts'
import { readPaperFacts, recordPaper } from './service/papers.ts'

/** Draft agreement and draft impact assessment: what they would be filled from, and the files. */
export const paperRoutes: FastifyPluginAsyncZod = async (app) => {
  const words = readPaperWords()
  app.get(
    '/start/papers',
    { schema: { operationId: 'readPaperFacts', response: { 200: wire.PaperFacts } } },
    (request) => request.asActor(readPaperFacts),
  )
  app.get(
    '/start/papers/:paper',
    {
      schema: {
        operationId: 'exportPaper',
        params: wire.ByPaper,
        querystring: wire.PaperQuery,
      },
    },
    async (request, reply) => {
      const { paper } = request.params
      const { format } = request.query
      const facts = await request.asActor(async (tx) => {
        const read = await readPaperFacts(tx)
        await recordPaper(tx, paper, format, read)
        return read
      })
      const today = clock.today()
      const { language } = request
      const written = composePaper(paper, facts, { language, today, say: words(language) })
      return reply
        .header('content-type', paperTypes[format])
        .header('content-disposition', `attachment; filename="draft-${paper}-${today}.${format}"`)
        .header('cache-control', 'no-store')
        .send(await writePaper(written, format))
    },
  )
}
