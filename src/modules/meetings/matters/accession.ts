import { addDays } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { allEntities, joinAssociation, membershipsOf } from '../../membership/index.ts';
import type { Matter } from './matter.ts';

/** An entity of the register that is not in the association: it joins on the day after the decision. */
export const accessionMatter: Matter = {
  id: 'accession',
  title: text('adesione di un ente', 'accession of an entity'),
  subjects: async ({ tx, association }) => {
    const memberships = await membershipsOf(tx, association);
    const inside = new Set(memberships.filter(({ left }) => left === null).map(({ entity }) => entity));
    return (await allEntities(tx, association))
      .filter(({ relation }) => relation !== 'partner')
      .map(({ code, name }) => ({ subject: code, title: text(name, name), waits: !inside.has(code) }));
  },
  byAct: { action: joinAssociation, subjectIn: 'entity' },
  adopt: ({ also, now }, { subject, act }) =>
    also(joinAssociation, { entity: subject, joined: addDays(now.today, 1), act }),
};
