import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { type ContractChoice, contractChoices, contractNamed } from '../../contracts/index.ts';
import { contractStandings } from '../../contracts/rules/index.ts';
import { systemNames } from '../../service-catalogue/index.ts';
import type { Ticket } from '../rules/index.ts';
import { ticketNumberShape } from './shapes.ts';
import { ticketSeen } from './ticket-at-hand.ts';

type About = Pick<Ticket, 'entity' | 'service' | 'asset'>;
type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

export const contractChoiceView = z.object({
  code: z.string().max(40),
  supplier: z.string().max(200),
  subject: z.string().max(500),
  until: dayShape.nullable(),
  standing: z.enum(contractStandings),
  /** It names the service or the machine of the request. */
  covers: z.boolean(),
});

/** The contract of that code that the request may name; undefined for none. Throws `BadInput` for one that is not in the register. */
export async function contractOfRegister(
  { tx, association, now }: Acting,
  { entity, service, asset }: About,
  code: string,
): Promise<ContractChoice | undefined> {
  if (code === '') return undefined;
  const found = await contractNamed(tx, association, { entity, service, asset, code, on: now.today });
  if (found) return found;
  throw new BadInput([
    {
      path: 'contract',
      says: text(
        `Nel registro non c’è un contratto «${code}» per questo ente.`,
        `There is no contract “${code}” for this entity in the register.`,
      ),
    },
  ]);
}

/** What a request names, as the registers know it. */
export async function linksOf({ tx, association, now }: Acting, ticket: About & { readonly contract: string }) {
  const { entity, service, asset, contract: code } = ticket;
  const known = asset === '' ? [] : await systemNames(tx, association, entity);
  const found =
    code === '' ? undefined : await contractNamed(tx, association, { entity, service, asset, code, on: now.today });
  return {
    assetKnown: asset === '' ? null : known.some((name) => name.trim().toLowerCase() === asset.trim().toLowerCase()),
    contract: found ?? null,
  };
}

/** What a request may name: the machines declared for its entity, and the contracts that concern it, those that cover it first. */
export const listLinks = defineAction({
  name: 'service-desk/list-links',
  title: text('elencare le macchine e i contratti di una richiesta', 'list the machines and contracts of a request'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] },
  http: { method: 'GET', path: '/tickets/:ticket/links' },
  input: z.object({ ticket: ticketNumberShape }),
  output: z.object({
    machines: z.array(z.string().max(200)).max(10_000),
    contracts: z.array(contractChoiceView).max(10_000),
  }),
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, now, input } = context;
    const { entity, service, asset } = (await ticketSeen(context, input.ticket)).ticket;
    return {
      machines: await systemNames(tx, association, entity),
      contracts: await contractChoices(tx, association, { entity, service, asset, on: now.today }),
    };
  },
});

/** The machines declared for the own entity, offered to whoever asks for help; the office says of which entity. */
export const listMachines = defineAction({
  name: 'service-desk/list-machines',
  title: text('elencare le macchine dichiarate di un ente', 'list the machines declared of an entity'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'GET', path: '/service-desk/machines' },
  input: z.object({ entity: z.string().max(40).optional() }),
  output: z.object({ items: z.array(z.string().max(200)).max(10_000) }),
  example: {},
  async run({ tx, association, actor, reach, input }) {
    const entity = reach === 'g' ? input.entity : (actor.entity ?? undefined);
    return { items: entity === undefined ? [] : await systemNames(tx, association, entity) };
  },
});
