import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { type Role, roleCodes } from '../../../platform/role.ts';
import { contactsOf, postsBegunBy, seeingColleagues } from '../../identity/index.ts';
import { entityNames } from '../names.ts';
import { ownEntity } from './own-entity.ts';

/** Who works for the shared office, or for it as a supplier: whom an entity names in its acts. */
const ofTheOffice: readonly Role[] = ['L1', 'L2', 'SYS', 'RES', 'ADM', 'SUP'];

/**
 * Whom an act or an authorisation usually names: who works for the shared office, known to every entity, and whoever holds a post
 * at the own entity. Anybody else of the association is named by the exact address.
 */
export const listNameablePeople = defineAction({
  name: 'privacy/list-nameable-people',
  title: text(
    'elencare le persone che un atto di accesso ai dati può nominare',
    'list the people whom an act about access to data may name',
  ),
  reads: true,
  permission: { capability: 'privacy', letter: 'r', roles: ['MAY', 'CTR', 'RES', 'PRC'] },
  http: { method: 'GET', path: '/nameable-people' },
  input: z.object({}),
  output: z.object({
    items: z
      .array(
        z.object({
          person: z.uuid(),
          name: z.string().max(200),
          role: z.enum(roleCodes as [Role, ...Role[]]),
          entityName: z.string().max(200).nullable(),
        }),
      )
      .max(10_000),
  }),
  example: {},
  async run({ tx, association, actor, reach, now }) {
    const own = ownEntity({ actor, reach });
    const entityName = await entityNames(tx, association);
    return seeingColleagues(tx, async () => {
      const posts = (await postsBegunBy(tx, association, { on: now.today })).filter(
        ({ role, entity, until }) =>
          (until === null || until >= now.today) &&
          (ofTheOffice.includes(role) || (role !== 'CIT' && own !== undefined && entity === own)),
      );
      const byPerson = new Map(posts.map((post) => [post.person, post]));
      const contacts = await contactsOf(tx, [...byPerson.keys()]);
      return {
        items: contacts.map(({ person, name }) => {
          const { role, entity } = byPerson.get(person)!;
          return { person, name, role, entityName: entity === null ? null : entityName(entity) };
        }),
      };
    });
  },
});
