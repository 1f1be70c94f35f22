import { z } from 'zod';
import { addYears, type Day } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { Problem } from '../../../platform/page.ts';
import { BadInput, say } from '../../../platform/problem.ts';
import { type Role, roleCodes } from '../../../platform/role.ts';
import { dayShape } from '../../../platform/shape.ts';
import { type Act, expandActs } from '../rules/expand-acts.ts';
import type { TokenRow } from '../storage/tokens.ts';

export const tokenName = z
  .string()
  .trim()
  .min(2, say('Serve un nome, come «protocollo».', 'It needs a name, such as “registry”.'))
  .max(80)
  .meta({ description: 'Per che cosa è, come lo si riconoscerà.' });

export const tokenActs = z
  .array(z.string().trim().min(1).max(100))
  .min(1, say('Serve almeno un’operazione.', 'At least one act is needed.'))
  .max(500)
  .meta({
    description:
      'Nomi di operazioni, o di gruppi: cost-sharing:reads per ciò che si legge di un modulo, cost-sharing:all per tutto.',
  });

export const tokenUntil = dayShape.meta({ description: 'L’ultimo giorno in cui vale, al più fra un anno.' });

export const roleShape = z.enum(roleCodes as [Role, ...Role[]]);

export const tokenView = z.object({
  id: z.uuid(),
  association: z.string(),
  name: z.string(),
  /** Whose; null for a program's own. */
  person: z.uuid().nullable(),
  holder: z.string().nullable().meta({ description: 'Il nome della persona, se è il gettone di una persona.' }),
  role: z.string(),
  entity: z.string().nullable(),
  entityName: z.string().nullable().meta({ description: 'Il nome dell’ente, dove il gettone è di uno solo.' }),
  actions: z.array(z.string()),
  ending: z.string().meta({ description: 'Gli ultimi quattro caratteri.' }),
  created: z.iso.datetime(),
  until: dayShape,
  used: z.iso.datetime().nullable(),
  usedFrom: z.string().nullable(),
  state: z
    .enum(['valid', 'expired', 'revoked', 'ended'])
    .meta({ description: 'Valido, scaduto, revocato, incarico finito.' }),
});
export type TokenView = z.output<typeof tokenView>;

export const createdToken = z.object({
  id: z.uuid(),
  token: z.string().meta({ description: 'Il gettone: si mostra solo adesso.' }),
  actions: z.array(z.string()),
  until: dayShape,
});

/**
 * @param on today
 * @param inForce whether the post it acts from is in force today
 */
export function viewOf(
  row: TokenRow,
  on: Day,
  { inForce, holder, entityName }: { inForce: boolean; holder: string | null; entityName: string | null },
): TokenView {
  return {
    id: row.id,
    association: row.association,
    name: row.name,
    person: row.person,
    holder,
    role: row.role,
    entity: row.entity,
    entityName,
    actions: row.actions,
    ending: row.ending,
    created: row.created.toISOString(),
    until: row.until,
    used: row.used?.toISOString() ?? null,
    usedFrom: row.used_from,
    state: row.revoked ? 'revoked' : row.until < on ? 'expired' : inForce ? 'valid' : 'ended',
  };
}

/** What the token may do and until when. Throws `BadInput` with every problem at its place. */
export function grantOf(
  asked: { readonly actions: readonly string[]; readonly until: Day },
  { allowed, on }: { readonly allowed: readonly Act[]; readonly on: Day },
): { readonly actions: string[]; readonly until: Day } {
  const problems: Problem[] = [];
  const expanded = expandActs(asked.actions, allowed);
  if (!expanded.ok) {
    for (const i of expanded.unknown) {
      const word = asked.actions[i];
      problems.push({
        path: `actions[${i}]`,
        says: text(
          `«${word}» non è un’operazione, né un gruppo, che questo incarico consenta.`,
          `“${word}” is neither an act nor a group that this post allows.`,
        ),
      });
    }
  }
  if (asked.until < on)
    problems.push({ path: 'until', says: text('Il giorno è già passato.', 'That day is already past.') });
  if (asked.until > addYears(on, 1))
    problems.push({ path: 'until', says: text('Un gettone vale al più un anno.', 'A token lasts a year at most.') });
  if (problems.length > 0 || !expanded.ok) throw new BadInput(problems);
  return { actions: [...expanded.names], until: asked.until };
}
