import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { documentType, plainFileName } from '../../../platform/file-given.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, yearShape } from '../../../platform/shape.ts';
import { type DutyNow, dutiesOfYear } from '../duties-of-year.ts';
import { refusals } from '../refusals.ts';
import { insertFulfilment, insertProof } from '../storage/fulfilments.ts';
import { entitiesSeen, mayRecordFor, seesDrafts } from './reach.ts';

const mostBytes = 20 * 1024 * 1024;

export const dutyKey = {
  year: z.coerce.number().pipe(yearShape),
  obligation: z.string().min(1).max(300),
  /** Whose it is; left out: the association's. */
  entity: z.string().max(40).optional(),
};

/** The duty asked for, of those the post sees. Refuses `planning/unknown-obligation`. */
export async function dutyOf(
  context: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'actor' | 'reach'>,
  { year, obligation, entity = null }: { year: number; obligation: string; entity?: string | null | undefined },
): Promise<DutyNow> {
  const { tx, association, now } = context;
  const { duties } = await dutiesOfYear(tx, {
    association,
    year,
    today: now.today,
    drafts: seesDrafts(context),
    entities: entitiesSeen(context),
  });
  const found = duties.find((duty) => duty.obligation.id === obligation && duty.entity === (entity ?? null));
  if (!found) throw new Refused(refusals.unknownObligation(obligation, year));
  return found;
}

export const recordFulfilment = defineAction({
  name: 'planning/record-fulfilment',
  title: text('registrare un adempimento fatto', 'record a fulfilled duty'),
  about: text(
    'Il giorno, l’atto o il riferimento e la prova: un documento PDF o P7M, o il collegamento a ciò che è già nel sistema (seduta, riparto, avviso).',
    'The day, the act or reference and the proof: a PDF or P7M document, or a link to what is in the system already (sitting, split, notice).',
  ),
  permission: { capability: 'planning', letter: 'w' },
  http: { method: 'POST', path: '/duties/fulfilments' },
  input: z.object({
    ...dutyKey,
    on: dayShape,
    act: z.string().trim().min(1).max(300),
    /** The address of the thing in this association: `/lecco/organi/sedute/3`, or from the association down: `organi/sedute/3`. */
    link: z.string().trim().max(300).default(''),
    note: z.string().trim().max(2000).default(''),
    document: z
      .object({
        name: z.string().trim().min(1).max(300),
        content: z
          .base64()
          .max(Math.ceil((mostBytes * 4) / 3) + 4)
          .meta({ format: 'byte' }),
      })
      .optional(),
  }),
  example: { year: 2027, obligation: 'plan-transmission:2027-10-31', on: '2027-10-30', act: 'PEC prot. 1021' },
  output: z.object({ id: z.uuid(), onTime: z.boolean() }),
  async run(context) {
    const { tx, association, now, actor, input, tell } = context;
    const duty = await dutyOf(context, input);
    const { obligation, entity } = duty;
    if (!mayRecordFor(context, duty)) throw new Refused(refusals.notOwnDuty());
    const link = placeOf(input.link, association);
    const problems = [
      ...(input.on > now.today
        ? [
            {
              path: 'on',
              says: text(
                `Il ${showDay(now.today)} è oggi: ciò che è fatto ha una data fino a oggi.`,
                `Today is ${showDay(now.today, 'en')}: what is done has a day up to today.`,
              ),
            },
          ]
        : []),
      ...(link === undefined
        ? [
            {
              path: 'link',
              says: text(
                'Il collegamento porta a una pagina di questa associazione: copiare l’indirizzo della seduta, del riparto o dell’avviso.',
                'The link leads to a page of this association: copy the address of the sitting, the split or the notice.',
              ),
            },
          ]
        : []),
    ];
    if (problems.length > 0) throw new BadInput(problems);
    if (!input.document && link === '') throw new Refused(refusals.noProof());
    const id = randomUUID();
    const document = input.document ? await storeProof(context, input.document, entity) : null;
    const stored = await insertFulfilment(tx, association, {
      id,
      obligation: obligation.id,
      year: input.year,
      entity,
      due: obligation.due,
      doneOn: input.on,
      act: input.act,
      link: link ?? '',
      note: input.note,
      document,
      recordedAt: now.instant,
      recordedBy: actor.name,
    });
    if (!stored) throw new Refused(refusals.alreadyFulfilled());
    tell({
      after: { obligation: obligation.id, due: obligation.due, on: input.on, act: input.act },
      actingFor: entity,
    });
    return { id, onTime: input.on <= obligation.due };
  },
});

/** Below the association; empty where none was given, undefined where it leads elsewhere. */
function placeOf(written: string, association: string): string | undefined {
  if (written === '') return '';
  const path = URL.canParse(written) ? new URL(written).pathname : written;
  const prefix = `/${association}/`;
  const place = path.startsWith(prefix) ? path.slice(prefix.length) : path;
  return /^[\p{L}\p{N}][\p{L}\p{N}._~:/?=&%-]*$/u.test(place) && !place.includes('//') && !place.includes('..')
    ? place
    : undefined;
}

async function storeProof(
  { tx, association, now, actor }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'actor'>,
  file: { readonly name: string; readonly content: string },
  entity: string | null,
): Promise<string> {
  const bytes = Buffer.from(file.content, 'base64');
  if (bytes.length === 0)
    throw new BadInput([{ path: 'document', says: text('Il file è vuoto.', 'The file is empty.') }]);
  const type = documentType(bytes);
  if (!type) throw new Refused(refusals.proofType());
  const id = randomUUID();
  await insertProof(
    tx,
    association,
    {
      id,
      entity,
      name: plainFileName(file.name),
      type,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
    },
    { at: now.instant, person: actor.person },
  );
  return id;
}
