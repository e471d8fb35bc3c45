import type { Paper, PaperFacts } from '../paper-contract.ts'
import { agreementBlocks } from './agreement-paper.ts'
import type { Say, WrittenPaper } from './blocks.ts'
import { impactBlocks } from './impact-paper.ts'
import { wordingOf } from './paper-words.ts'
import { writeDocx } from './write-docx.ts'
import { writeOdt } from './write-odt.ts'

/** A paper in words: what was entered, plain clauses around it, and marked gaps for the rest. */
export function composePaper(
  paper: Paper,
  facts: PaperFacts,
  about: { language: string; today: string; say: Say },
): WrittenPaper {
  const { language, today, say } = about
  const words = wordingOf(facts, language, say)
  const title = say(`drafts.paper.${paper}.title`, { title: words.or(facts.title, 'title') })
  const notice = say('drafts.paper.notice', { day: words.day(today, 'day') })
  const blocks = paper === 'agreement' ? agreementBlocks(facts, words) : impactBlocks(facts, words)
  return {
    language,
    title,
    mark: say('drafts.paper.mark', { authority: facts.authority }),
    blocks: [{ kind: 'text', text: notice, strong: true }, ...blocks],
  }
}

export const paperTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
} as const

/** The file that leaves the desk. */
export function writePaper(paper: WrittenPaper, format: keyof typeof paperTypes): Promise<Buffer> {
  return format === 'docx' ? writeDocx(paper) : writeOdt(paper)
}
