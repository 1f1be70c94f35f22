import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { setLocally } from '../../../platform/database/local-setting.ts';
import { BadInput, say } from '../../../platform/problem.ts';
import { checkDocument, refusals } from '../rules/index.ts';
import { shippedNames } from '../shipped.ts';
import { insertAssociation } from '../storage/associations.ts';
import { insertDocument, markAdopted, shippedText } from '../storage/documents.ts';
import { writtenDocument } from './shapes.ts';

/** Ids that are addresses of the installation itself. */
const reserved = [
  'api',
  'accesso',
  'uscita',
  'accessibilita',
  'note-legali',
  'status',
  'assets',
  'avvio',
  'lingua',
  'incarico',
  'privacy',
  'associazioni',
  'nuova-associazione',
  'accedi',
  'esci',
  'profilo',
  'oggi',
  'segnala',
];

export const startAssociation = defineAction({
  name: 'agreement/start-association',
  title: { it: "avviare un'associazione", en: 'start an association' },
  about: {
    it: "Una nuova associazione, con una convenzione fornita o con un documento proprio, che vale dall'inizio.",
    en: 'A new association, with a shipped agreement or a document of its own, which holds from the beginning.',
  },
  scope: 'installation',
  permission: { capability: 'agreement', letter: 'x' },
  http: { method: 'POST', path: '/associations' },
  input: z.object({
    id: z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{1,62}$/,
        say(
          'Servono da 2 a 63 lettere minuscole, cifre o trattini; la prima è una lettera.',
          'It takes 2 to 63 lower-case letters, digits or hyphens; the first is a letter.',
        ),
      )
      .refine(
        (id) => !reserved.includes(id),
        say(
          'Questo nome è un indirizzo del sistema: sceglierne un altro.',
          'This name is an address of the system: choose another.',
        ),
      ),
    name: z.string().trim().min(1).max(200).optional(),
    shortName: z.string().trim().min(1).max(80).optional(),
    agreement: z.string().max(200).optional(),
    written: writtenDocument.optional(),
    act: z.string().trim().min(1).max(500).optional(),
  }),
  example: { id: 'valle-verde', agreement: 'valdarno-valdisieve', name: 'Unione della Valle Verde' },
  output: z.object({
    id: z.string().max(63),
    name: z.string().max(200),
    shortName: z.string().max(80),
    agreement: z.string().max(200),
  }),
  async run({ tx, actor, now, input }) {
    const written = input.written ?? (input.agreement ? shippedText(input.agreement) : undefined);
    if (written === undefined) {
      const names = shippedNames().join(', ');
      throw new BadInput([
        {
          path: 'agreement',
          says: {
            it: `Scegliere una convenzione fornita (${names}) o caricare un documento.`,
            en: `Choose a shipped agreement (${names}) or load a document.`,
          },
        },
      ]);
    }
    const checked = checkDocument(written);
    if (!checked.ok) {
      throw new BadInput(
        checked.problems.map(({ line, says, remedy }) => ({
          path: 'written',
          says: { it: `Riga ${line}: ${says.it} ${remedy.it}`, en: `Line ${line}: ${says.en} ${remedy.en}` },
        })),
      );
    }
    const { document } = checked;
    const association = {
      id: input.id,
      name: input.name ?? document.name.it,
      shortName: input.shortName ?? document.shortName,
      agreement: document.id,
    };
    if (!(await insertAssociation(tx, association))) throw new Refused(refusals.associationExists(input.id));
    await setLocally(tx, 'app.association', input.id);
    const { number } = await insertDocument(tx, input.id, written, { name: actor.name, at: now.instant });
    const act =
      input.act ??
      document.acts.findLast((each) => each.number !== undefined || each.date !== undefined)?.title.it ??
      document.name.it;
    await markAdopted(tx, input.id, number, { since: null, act, at: now.instant });
    return association;
  },
});
