import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { authorisationsConcerning } from './known-authorisation.ts';
import { readsRegister } from './permissions.ts';
import { authorisationView } from './shapes.ts';
import { viewAuthorisations } from './view-authorisations.ts';

/** Who is authorised to process personal data: everybody, or whoever concerns the data of the own entity. */
export const listAuthorisations = defineAction({
  name: 'privacy/list-authorisations',
  title: text('elencare le persone autorizzate', 'list the authorised persons'),
  reads: true,
  permission: readsRegister,
  http: { method: 'GET', path: '/data-authorisations' },
  input: z.object({ words: z.string().trim().max(200).optional() }),
  output: z.object({ items: z.array(authorisationView) }),
  example: {},
  async run({ tx, association, actor, reach, now, input }) {
    const all = await authorisationsConcerning(tx, { association, actor, reach });
    const words = input.words?.toLowerCase();
    const items = await viewAuthorisations(tx, association, all, now.today);
    return { items: items.filter(({ personName }) => !words || personName.toLowerCase().includes(words)) };
  },
});
