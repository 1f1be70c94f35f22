import { z } from 'zod';
import { dayOf, yearOf } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { addEntity, allEntities } from '../../membership/index.ts';
import { municipalityRegister } from '../municipality-register.ts';
import { readMunicipalityList } from '../rules/read-municipality-list.ts';
import { count } from './shapes.ts';

/** Municipalities of the national register into the association: all, or none where one is not known. */
export const addMunicipalities = defineAction({
  name: 'setup/add-municipalities',
  title: text('aggiungere comuni dal registro nazionale', 'add municipalities from the national register'),
  about: text(
    'Comuni per codice ISTAT, o un elenco di nomi o codici, uno per riga: tutti, o nessuno se una riga non si riconosce. Chi c’è già resta com’è.',
    'Municipalities by ISTAT code, or a list of names or codes, one a line: all, or none where a line is not known. Those already there stay as they are.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  http: { method: 'POST', path: '/setup/municipalities' },
  input: z.object({
    istat: z.array(z.string().trim().max(6)).max(2000).default([]),
    /** Names, or ISTAT or land registry codes, one a line. */
    list: z.string().max(200_000).default(''),
    /** First day in; 1 January of this year where left out. */
    joined: dayShape.optional(),
    act: z.string().trim().max(400).default(''),
  }),
  example: { list: 'Londa\nPelago\nRufina', joined: '2027-01-01' },
  output: z.object({ added: count, alreadyThere: count }),
  async run({ tx, association, now, input, also }) {
    const all = municipalityRegister();
    const byIstat = new Map(all.map((one) => [one.istat, one]));
    const problems: Problem[] = [];
    const wanted = new Map<string, (typeof all)[number]>();
    input.istat.forEach((istat, place) => {
      const one = byIstat.get(istat);
      if (one) wanted.set(istat, one);
      else {
        const says = text(`Nessun comune ha il codice «${istat}».`, `No municipality has the code “${istat}”.`);
        problems.push({ path: `istat[${place}]`, says });
      }
    });
    const read = readMunicipalityList(all, input.list);
    for (const one of read.found) wanted.set(one.istat, one);
    for (const { line, says } of read.problems) {
      problems.push({ path: 'list', says: text(`Riga ${line}: ${says.it}`, `Line ${line}: ${says.en}`) });
    }
    if (problems.length === 0 && wanted.size === 0) {
      const says = text(
        'Scegliere almeno un comune, o scriverne i nomi nell’elenco.',
        'Choose at least one municipality, or write names into the list.',
      );
      problems.push({ path: 'list', says });
    }
    if (problems.length > 0) throw new BadInput(problems);
    const entities = await allEntities(tx, association);
    const there = new Set(entities.flatMap(({ code, istat, belfiore }) => [code as string, istat, belfiore]));
    const joined = input.joined ?? dayOf(yearOf(now.today), 1, 1);
    let added = 0;
    for (const { istat, belfiore, name, province, region } of wanted.values()) {
      if (there.has(istat) || there.has(belfiore) || there.has(`c_${belfiore.toLowerCase()}`)) continue;
      const ipa = `c_${belfiore.toLowerCase()}`;
      await also(addEntity, {
        name,
        kind: 'comune',
        ipa,
        istat,
        belfiore,
        province,
        region,
        joined,
        act: input.act,
      });
      added += 1;
    }
    return { added, alreadyThere: wanted.size - added };
  },
});
