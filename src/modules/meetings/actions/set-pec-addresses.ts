import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { pecAddressesOf, setPecAddress } from '../../../platform/pec/addresses.ts';
import { say } from '../../../platform/problem.ts';
import { membersBetween } from '../../membership/index.ts';
import { convocationRefusals } from '../convocation-refusals.ts';
import { mayLead, mayRead } from './permission.ts';

const entry = z.object({
  entity: z.string().max(64),
  /** Empty: forget it. */
  address: z
    .union([
      z.literal(''),
      z.email(say('Serve un indirizzo, come comune@pec.it.', 'It must be an address, such as comune@pec.it.')).max(254),
    ])
    .default(''),
});

const view = z.object({
  items: z.array(z.object({ entity: z.string(), name: z.string(), address: z.string().nullable() })),
});

export const listPecAddresses = defineAction({
  name: 'meetings/list-pec-addresses',
  title: text('vedere gli indirizzi PEC degli enti', 'see the certified addresses of the entities'),
  reads: true,
  permission: { ...mayRead, roles: ['SEC', 'RES', 'PRE'] },
  http: { method: 'GET', path: '/pec-addresses' },
  input: z.object({}),
  example: {},
  output: view,
  run: async ({ tx, association, now }) => ({ items: await listed(tx, association, now.today) }),
});

/** Refuses `meetings/entity-not-convened` for a code that is no entity's. */
export const setPecAddresses = defineAction({
  name: 'meetings/set-pec-addresses',
  title: text('indicare gli indirizzi PEC degli enti', 'give the certified addresses of the entities'),
  about: text(
    'A questi indirizzi partono le convocazioni. Un indirizzo vuoto si toglie.',
    'Convocations are sent to these addresses. An empty address is removed.',
  ),
  permission: mayLead,
  http: { method: 'PUT', path: '/pec-addresses' },
  input: z.object({ addresses: z.array(entry).max(1000) }),
  example: { addresses: [{ entity: 'c_e507', address: 'comune@pec.comunedilecco.example' }] },
  output: view,
  async run({ tx, association, actor, now, input, tell }) {
    const members = await membersBetween(tx, { association, from: now.today, to: now.today });
    const stranger = input.addresses.find(({ entity }) => !members.some(({ code }) => code === entity));
    if (stranger) throw new Refused(convocationRefusals.notToTell(stranger.entity));
    const known = await pecAddressesOf(tx, association);
    const changed = input.addresses.filter(
      ({ entity, address }) => (known.get(entity) ?? '') !== address.toLowerCase(),
    );
    for (const { entity, address } of changed)
      await setPecAddress(tx, association, { entity, address: address || null }, { name: actor.name, at: now.instant });
    tell({
      before: Object.fromEntries(changed.map(({ entity }) => [entity, known.get(entity) ?? null])),
      after: Object.fromEntries(changed.map(({ entity, address }) => [entity, address || null])),
    });
    return { items: await listed(tx, association, now.today) };
  },
});

async function listed(
  tx: Parameters<typeof pecAddressesOf>[0],
  association: string,
  today: Parameters<typeof membersBetween>[1]['from'],
) {
  const members = await membersBetween(tx, { association, from: today, to: today });
  const addresses = await pecAddressesOf(tx, association);
  return members.map(({ code, name }) => ({ entity: code, name, address: addresses.get(code) ?? null }));
}
