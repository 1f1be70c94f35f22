import { z } from 'zod';
import { dayOf, yearOf } from '../../../kernel/day.ts';
import { entityKinds } from '../../../kernel/entity.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { addEntity, allEntities, changeEntity, membershipsOf } from '../../membership/index.ts';

/**
 * Which entity runs the office and is paid: one that takes part already, or another one, put into the register now. Who was the
 * lead before becomes a member (a municipality) or a partner.
 */
export const setLead = defineAction({
  name: 'setup/set-lead',
  title: text('indicare l’ente capofila', 'name the lead entity'),
  about: text(
    'L’ente che gestisce l’ufficio e riceve le quote: un comune che c’è già (`entity`), o un altro ente con nome, tipo e codice.',
    'The entity that runs the office and is paid the shares: a municipality that is there (`entity`), or another one with name, kind and code.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  http: { method: 'PUT', path: '/setup/lead' },
  input: z.object({
    /** The code of an entity that is there. */
    entity: z.string().trim().max(62).optional(),
    name: z.string().trim().max(200).optional(),
    kind: z.enum(entityKinds).optional(),
    code: z.string().trim().max(62).optional(),
  }),
  example: { name: 'Unione della Valle Verde', kind: 'unione', code: 'udvv' },
  output: z.object({ code: z.string().max(62), name: z.string().max(200) }),
  async run({ tx, association, now, input, also }) {
    const entities = await allEntities(tx, association);
    const before = entities.find(({ relation }) => relation === 'lead');
    const code = (input.entity ?? input.code ?? '').toLowerCase();
    const known = entities.find((one) => one.code === code);
    const problems: Problem[] = [];
    if (input.entity !== undefined) {
      if (!known) {
        const says = text(`Nessun ente ha il codice «${code}».`, `No entity has the code “${code}”.`);
        problems.push({ path: 'entity', says });
      }
    } else if (!input.name && !input.kind && !input.code) {
      const says = text('Indicare quale ente è il capofila.', 'Say which entity is the lead.');
      problems.push({ path: 'entity', says });
    } else {
      if (!input.name) problems.push({ path: 'name', says: text('Serve il nome dell’ente.', 'A name is needed.') });
      if (!input.kind) problems.push({ path: 'kind', says: text('Scegliere il tipo di ente.', 'Choose the kind.') });
      if (!input.code) {
        const says = text(
          'Serve un codice: quello IPA, o una sigla propria.',
          'A code is needed: the IPA one, or letters of your own.',
        );
        problems.push({ path: 'code', says });
      }
    }
    if (problems.length > 0) throw new BadInput(problems);
    if (before && before.code !== code) {
      await also(changeEntity, { entity: before.code, relation: before.kind === 'comune' ? 'member' : 'partner' });
    }
    if (known) {
      const { name, kind } = input;
      const after = await also(changeEntity, {
        entity: known.code,
        relation: 'lead',
        ...(input.entity === undefined && name ? { name } : {}),
        ...(input.entity === undefined && kind ? { kind } : {}),
      });
      return { code: after.code, name: after.name };
    }
    const memberships = await membershipsOf(tx, association);
    const first = memberships.map(({ joined }) => joined).sort()[0];
    const added = await also(addEntity, {
      code,
      name: input.name!,
      kind: input.kind!,
      relation: 'lead',
      joined: first ?? dayOf(yearOf(now.today), 1, 1),
    });
    return { code: added.code, name: added.name };
  },
});
