import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { plainFileName } from '../../../platform/file-given.ts';
import { isProgram, mediaType } from '../../../platform/media-type.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { refusals, seesNotes, type Ticket } from '../rules/index.ts';
import { attachmentCalled, type FileKept, insertAttachments } from '../storage/attachments.ts';
import { indexWords } from '../storage/words.ts';
import { ticketNumberShape } from './shapes.ts';
import { ticketSeen } from './ticket-at-hand.ts';

const mostBytes = 20 * 1024 * 1024;

/** Files that come with what is said: each with its name and its content in base64, 20 MB together. */
export const filesShape = z
  .array(
    z.object({
      name: z.string().max(1000),
      content: z
        .base64()
        .max(Math.ceil((mostBytes * 4) / 3) + 4)
        .meta({ format: 'byte' }),
    }),
  )
  .max(10)
  .default([])
  .meta({ description: 'Fino a 10 file, 20 MB in tutto.' });

/** Files as they are kept: types by content, plain names. Everything wrong with them is told at `files`. */
export async function filesToKeep(given: z.output<typeof filesShape>): Promise<readonly FileKept[]> {
  const problems: Problem[] = [];
  const kept: FileKept[] = [];
  const wrong = (it: string, en: string) => problems.push({ path: 'files', says: text(it, en) });
  for (const { name: written, content } of given) {
    const bytes = Buffer.from(content, 'base64');
    const name = attachmentName(written);
    const type = await mediaType(bytes);
    if (bytes.length === 0) wrong(`Il file «${name}» è vuoto.`, `The file “${name}” is empty.`);
    else if (isProgram({ type, name }))
      wrong(
        `«${name}» è un programma: non si allega a una richiesta.`,
        `“${name}” is a program: it is not attached to a request.`,
      );
    kept.push({ name, type, bytes });
  }
  const size = kept.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > mostBytes) wrong('I file superano insieme i 20 MB.', 'Together the files are larger than 20 MB.');
  if (problems.length > 0) throw new BadInput(problems);
  return kept;
}

/** A name without folders, and without what PostgreSQL does not keep. */
export function attachmentName(written: string): string {
  return plainFileName(written.replaceAll('\0', '').replace(/[\p{Zl}\p{Zp}]+/gu, ' '), 'allegato').trim() || 'allegato';
}

/** Keeps the files of what happened last to a request; their names are found by who may see them. */
export async function attach(
  { tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>,
  ticket: Pick<Ticket, 'id' | 'entity' | 'version'>,
  files: readonly FileKept[],
  { shown = true }: { readonly shown?: boolean } = {},
): Promise<void> {
  if (files.length === 0) return;
  const { id, entity, version } = ticket;
  await insertAttachments(tx, { association, ticket: id, version, entity, shown, at: now.instant }, files);
  await indexWords(tx, ticket, { written: files.map(({ name }) => name).join('\n'), shown });
}

/** Refuses `service-desk/no-such-attachment` also for what this post may not see. */
export const readAttachment = defineAction({
  name: 'service-desk/read-attachment',
  title: text('scaricare un allegato di una richiesta', 'download an attachment of a request'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/tickets/:ticket/attachments/:file' },
  input: z.object({ ticket: ticketNumberShape, file: z.uuid() }),
  output: fileAnswer,
  example: { ticket: '2026-1', file: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' },
  async run(context) {
    const { tx, association, input } = context;
    const { ticket, party } = await ticketSeen(context, input.ticket);
    const found = await attachmentCalled(tx, association, { ticket: ticket.id, id: input.file });
    if (!found || (!found.shown && !seesNotes(party))) throw new Refused(refusals.noSuchAttachment());
    return answerWithFile({ name: found.name, type: found.type, content: found.bytes });
  },
});
