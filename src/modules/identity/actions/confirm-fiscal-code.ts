import { z } from 'zod';
import { isFiscalCode } from '../../../kernel/fiscal-code.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { say } from '../../../platform/problem.ts';
import { letters } from '../rules/letters.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { colleagueIn } from '../storage/colleague.ts';
import { fiscalCodeOf, storeFiscalCode } from '../storage/federated-people.ts';
import { seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { sendLetter } from './send-letter.ts';

/**
 * Writes the fiscal code of somebody of the association, whose identity document the office has seen: from then on SPID and CIE
 * open that account. The person is told by e-mail. Refuses `identity/no-such-colleague`, `identity/installation-administrator`,
 * `identity/own-fiscal-code`, `identity/fiscal-code-taken`: two accounts are never made one.
 */
export const confirmFiscalCode = defineAction({
  name: 'identity/confirm-fiscal-code',
  title: text('confermare il codice fiscale di una persona', 'confirm a person’s fiscal code'),
  about: text(
    'L’ufficio lo legge su un documento di identità. Da allora la persona può entrare anche con SPID o CIE, con i suoi incarichi.',
    'The office reads it on an identity document. From then on the person can also sign in with SPID or CIE, with their posts.',
  ),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'PUT', path: '/people/:person/fiscal-code' },
  input: z.object({
    person: z.uuid(),
    fiscalCode: z
      .string()
      .trim()
      .toUpperCase()
      .refine(
        isFiscalCode,
        say(
          'Serve un codice fiscale di sedici caratteri, scritto giusto.',
          'A right fiscal code of sixteen characters.',
        ),
      ),
    document: z
      .string()
      .trim()
      .min(5, say('Serve il documento visto: quale, e di quando.', 'Say which document was seen, and of when.'))
      .max(200)
      .meta({ description: 'Il documento di identità visto.' }),
  }),
  output: z.object({ person: z.uuid() }),
  example: {
    person: '00000000-0000-4000-8000-000000000000',
    fiscalCode: 'RSSMRA80A01H501U',
    document: 'Carta d’identità del 3 marzo 2024',
  },
  async run({ tx, association, actor, now, input, tell }) {
    await seeAllPeople(tx);
    const colleague = await colleagueIn(tx, association, { person: input.person, on: now.today });
    if (!colleague) throw new Refused(signInRefusals.noSuchColleague());
    if (colleague.administersInstallation && actor.kind !== 'console')
      throw new Refused(signInRefusals.administratorOfInstallation());
    if (colleague.id === actor.person) throw new Refused(signInRefusals.ownFiscalCode());
    const before = await fiscalCodeOf(tx, colleague.id);
    if (!(await storeFiscalCode(tx, colleague.id, input.fiscalCode)))
      throw new Refused(signInRefusals.fiscalCodeTaken());
    const { document } = input;
    await sendLetter(tx, { person: colleague.id, now, association }, 'identity/fiscal-code-confirmed', (to, language) =>
      letters.fiscalCode({ name: to.name, code: input.fiscalCode, by: actor.name, document }, language),
    );
    const associations = [...new Set([association, ...(await associationsOf(tx, colleague.id, now.today))])];
    tell({
      actingFor: colleague.id,
      associations,
      before: { fiscalCode: before },
      after: { fiscalCode: input.fiscalCode, document },
    });
    return { person: colleague.id };
  },
});
