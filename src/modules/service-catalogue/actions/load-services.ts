import { parse } from 'yaml';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem, problemsOf } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { documentOn } from '../../agreement/index.ts';
import { refusals, type ServiceContent } from '../rules/index.ts';
import { shippedCatalogue } from '../shipped-catalogue.ts';
import { codesOf, holdCatalogue, insertVersions, type ServiceVersion } from '../storage/services.ts';
import { putStandard, standardsOf } from '../storage/standards.ts';
import { problemsOfContent } from './draft-service.ts';
import { codeShape, contentShape } from './shapes.ts';
import { standardShape } from './standards.ts';

const largest = 500_000;

/** A catalogue as a document: what is not said of a service is what its clause says. */
export const catalogueDocument = z.strictObject({
  format: z.literal(1),
  /** From when its services hold, where they do not say another day. */
  since: dayShape,
  services: z
    .array(
      contentShape
        .partial({ name: true, does: true, offeredSince: true })
        .extend({ code: codeShape, since: dayShape.optional() }),
    )
    .max(500)
    .default([]),
  standards: z.array(standardShape).max(100).default([]),
});

/**
 * Takes over a catalogue written as a document, or the one that comes with the agreement: what is not there yet comes in, as
 * drafts, or approved by the head. What is there stays. Bad input with the place in the document; refuses
 * `service-catalogue/no-document`.
 */
export const loadServices = defineAction({
  name: 'service-catalogue/load-services',
  title: text('caricare un catalogo da un documento', 'load a catalogue from a document'),
  about: text(
    'YAML o JSON con servizi e standard; senza documento, quello già pronto per la convenzione.',
    'YAML or JSON with services and standards; without a document, the one ready for the agreement.',
  ),
  permission: { capability: 'service-catalogue', letter: 'w' },
  http: { method: 'POST', path: '/service-documents' },
  input: z.object({
    document: z.string().max(largest).optional(),
    approves: z
      .stringbool()
      .or(z.boolean())
      .default(false)
      .meta({ description: 'Solo il responsabile: valgono subito.' }),
  }),
  output: z.object({
    loaded: z.array(z.string().max(60)).max(1000),
    alreadyThere: z.array(z.string().max(60)).max(1000),
    standards: z.array(z.string().max(60)).max(1000),
  }),
  example: {},
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const agreement = await documentOn(tx, association, now.today);
    const written = input.document || (agreement && shippedCatalogue(agreement.document.id));
    if (!written) throw new Refused(refusals.noDocument());
    const head = actor.role === 'RES' || actor.kind === 'console';
    const approved = input.approves && head;
    await holdCatalogue(tx, association);
    const document = readDocument(written);
    const known = await codesOf(tx, association);
    const clauses = new Map(agreement?.document.clauses.map(({ id, title, summary }) => [id, { title, summary }]));
    const together = new Set(document.services.map(({ code }) => code));
    const problems: Problem[] = [];
    const versions: ServiceVersion[] = [];
    for (const [place, { code, since, ...given }] of document.services.entries()) {
      if (known.has(code)) continue;
      const clause = given.clause === null ? undefined : clauses.get(given.clause);
      const path = `services[${place}]`;
      const name = given.name ?? clause?.title;
      const does = given.does ?? clause?.summary;
      if (!name || !does) {
        const says = text(
          'Serve un nome con che cosa si fa, o una clausola che lo dica.',
          'A name with what is done, or a clause that says it, is needed.',
        );
        problems.push({ path, says });
        continue;
      }
      const content: ServiceContent = { ...given, name, does, offeredSince: given.offeredSince ?? document.since };
      const wrong = await problemsOfContent(context, code, content, together);
      problems.push(...wrong.map((problem) => ({ ...problem, path: `${path}.${problem.path}` })));
      versions.push({
        ...{ code, content, number: 1, act: '', since: since ?? document.since },
        stage: approved ? 'approved' : 'proposal',
        ...{ draftedAt: now.instant, draftedBy: actor.name },
        approvedAt: approved ? now.instant : null,
        approvedBy: approved ? actor.name : null,
      });
    }
    const twice = document.services.findIndex(
      ({ code }, place) => document.services.findIndex((each) => each.code === code) !== place,
    );
    if (twice >= 0)
      problems.push({
        path: `services[${twice}].code`,
        says: text('C’è già un servizio con questo codice.', 'There is a service with this code already.'),
      });
    if (problems.length > 0)
      throw new BadInput(problems.map((problem) => ({ ...problem, path: 'document', says: atPlace(problem) })));
    await insertVersions(tx, association, versions);
    const standards = await loadStandards(context, document.standards, approved);
    const loaded = versions.map(({ code }) => code);
    tell({ after: { loaded, standards, approved } });
    return { loaded, standards, alreadyThere: [...together].filter((code) => known.has(code)) };
  },
});

const atPlace = ({ path, says }: Problem) => ({ it: `${path}: ${says.it}`, en: `${path}: ${says.en}` });

function readDocument(written: string): z.output<typeof catalogueDocument> {
  let raw: unknown;
  try {
    raw = parse(written, { maxAliasCount: 0 });
  } catch (error) {
    const where = error instanceof Error ? error.message.split('\n')[0]!.slice(0, 200) : '';
    const says = text(`Il documento non si legge: ${where}`, `The document cannot be read: ${where}`);
    throw new BadInput([{ path: 'document', says }]);
  }
  const read = catalogueDocument.safeParse(raw);
  if (read.success) return read.data;
  throw new BadInput(problemsOf(read.error, raw).map((problem) => ({ path: 'document', says: atPlace(problem) })));
}

async function loadStandards(
  { tx, association, actor, now }: ActionContext<unknown>,
  standards: z.output<typeof catalogueDocument>['standards'],
  approved: boolean,
): Promise<string[]> {
  const known = new Set((await standardsOf(tx, association)).map(({ code }) => code));
  const fresh = standards.filter(({ code }) => !known.has(code));
  for (const standard of fresh) {
    const stage = standard.stage === 'adopted' && !approved ? 'proposal' : standard.stage;
    await putStandard(tx, association, { ...standard, stage }, { at: now.instant, name: actor.name });
  }
  return fresh.map(({ code }) => code);
}
