import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { startAssociation as startWithAgreement } from '../../agreement/index.ts';
import { insertPost } from '../../identity/index.ts';
import { choiceOf, removeChoice } from '../storage/choices.ts';

/**
 * An association with the agreement chosen before, or given here; whoever starts it becomes its head and administers it. All or
 * nothing.
 */
export const startAssociation = defineAction({
  name: 'setup/start-association',
  title: text('avviare un’associazione e assumerne la responsabilità', 'start an association and become its head'),
  about: text(
    'Avvia un’associazione con la convenzione scelta prima o indicata qui. Chi la avvia ne diventa responsabile del servizio e amministratore.',
    'Starts an association with the agreement chosen before or given here. Whoever starts it becomes its head of service and administrator.',
  ),
  scope: 'installation',
  permission: { capability: 'agreement', letter: 'x' },
  http: { method: 'POST', path: '/setup/associations' },
  input: z.object({
    id: z.string().trim().max(63),
    name: z.string().trim().min(1).max(200).optional(),
    shortName: z.string().trim().min(1).max(80).optional(),
    agreement: z.string().trim().max(200).optional(),
    written: z.string().max(2_000_000).optional(),
    act: z.string().trim().max(500).optional(),
  }),
  example: { id: 'valle-verde', name: 'Unione della Valle Verde', shortName: 'Valle Verde', agreement: 'calatino' },
  output: startWithAgreement.output,
  async run({ tx, actor, now, input, also }) {
    const { agreement, written, act, name, shortName, id } = input;
    const given = agreement !== undefined || written !== undefined;
    const chosen = given
      ? { agreement: agreement ?? null, written: written ?? null }
      : await choiceOf(tx, actor.person);
    if (!chosen) {
      throw new BadInput([
        { path: 'agreement', says: text('Prima si sceglie la convenzione.', 'The agreement is chosen first.') },
      ]);
    }
    const started = await also(startWithAgreement, {
      id,
      ...(name ? { name } : {}),
      ...(shortName ? { shortName } : {}),
      ...(chosen.written !== null ? { written: chosen.written } : { agreement: chosen.agreement ?? '' }),
      ...(act ? { act } : {}),
    });
    if (actor.person !== null) {
      for (const role of ['RES', 'SYS'] as const) {
        await insertPost(tx, {
          association: started.id,
          id: randomUUID(),
          person: actor.person,
          role,
          entity: null,
          entity_name: null,
          since: now.today,
          until: null,
          act: act ?? '',
        });
      }
    }
    if (!given) await removeChoice(tx, actor.person);
    return started;
  },
});
