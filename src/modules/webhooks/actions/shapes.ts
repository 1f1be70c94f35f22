import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { Problem } from '../../../platform/page.ts';
import { BadInput, say } from '../../../platform/problem.ts';
import { canBeTold, mayBeTold } from '../record-event.ts';
import type { Endpoint } from '../storage/endpoints.ts';
import { allowedInWords, allowedNetworks, mayBeCalled } from '../target.ts';

/** Every action of the program. */
export type Actions = () => readonly AnyAction[];

/** Who answers for what leaves the association's systems. */
export const keepers = { capability: 'security', letter: 'w', roles: ['SYS', 'RES'] } as const;
export const readers = { capability: 'security', letter: 'r', roles: ['SYS', 'RES'] } as const;

export const webhookName = z
  .string()
  .trim()
  .min(2, say('Serve un nome, come «protocollo».', 'It needs a name, such as “registry”.'))
  .max(80)
  .meta({ description: 'Il programma avvisato.' });

export const webhookAddress = z
  .string()
  .trim()
  .max(500)
  .refine(isAddress, { error: wrongAddress })
  .meta({ description: 'L’indirizzo https a cui gli avvisi sono spediti.' });

export const webhookEvents = z
  .array(z.string().trim().min(1).max(100))
  .min(1, say('Serve almeno un’operazione.', 'At least one act is needed.'))
  .max(300)
  .meta({ description: 'I nomi delle operazioni di cui avvisare, come membership/record-figures.' });

export const webhookView = z.object({
  id: z.uuid(),
  name: z.string(),
  address: z.string(),
  events: z.array(z.string()),
  role: z.string(),
  entity: z.string().nullable(),
  created: z.iso.datetime(),
  state: z.enum(['on', 'failing', 'off', 'switched-off']).meta({
    description: 'Attivo, con errori, sospeso da una persona, sospeso perché non risponde.',
  }),
  failures: z.int().min(0).meta({ description: 'Tentativi non riusciti dall’ultimo riuscito.' }),
  succeeded: z.iso.datetime().nullable(),
  waiting: z.int().min(0),
});
export type WebhookView = z.output<typeof webhookView>;

export function viewOf(endpoint: Endpoint, waiting: number): WebhookView {
  const { disabled, disabled_because, failures } = endpoint;
  return {
    id: endpoint.id,
    name: endpoint.name,
    address: endpoint.address,
    events: endpoint.events,
    role: endpoint.role,
    entity: endpoint.entity,
    created: endpoint.created.toISOString(),
    state: disabled ? (disabled_because === 'failing' ? 'switched-off' : 'off') : failures > 0 ? 'failing' : 'on',
    failures,
    succeeded: endpoint.succeeded?.toISOString() ?? null,
    waiting,
  };
}

/** Acts of which a program with this role can be told. */
export function tellable(
  actions: readonly AnyAction[],
  webhook: Pick<Endpoint, 'association' | 'role' | 'entity'>,
): readonly AnyAction[] {
  return actions.filter((action) => canBeTold(action) && mayBeTold(webhook, action));
}

/** The events, each once. Throws `BadInput` at those that are no act, or none the role may read of. */
export function checkedEvents(
  asked: readonly string[],
  actions: readonly AnyAction[],
  webhook: Pick<Endpoint, 'association' | 'role' | 'entity'>,
): string[] {
  const names = new Set(tellable(actions, webhook).map((action) => action.name as string));
  const problems: Problem[] = asked.flatMap((name, i) =>
    names.has(name)
      ? []
      : [
          {
            path: `events[${i}]`,
            says: text(
              `«${name}» non è un’operazione di cui questo incarico possa sapere.`,
              `“${name}” is no act that this post may know of.`,
            ),
          },
        ],
  );
  if (problems.length > 0) throw new BadInput(problems);
  return [...new Set(asked)].sort();
}

/**
 * In clear only to this very machine, where the operator allows it; names of an inner network only where one is allowed. Names are
 * looked up when they are called.
 */
function isAddress(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const url = new URL(written);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isNumber = /^[\d.]+$|:/.test(host);
  const networks = allowedNetworks();
  if (url.username || url.password || !host) return false;
  if (isNumber && !mayBeCalled(host, networks)) return false;
  if (url.protocol !== 'https:') return url.protocol === 'http:' && isNumber && /^127\.|^::1$/.test(host);
  return isNumber || networks.length > 0 || (host.includes('.') && !/\.(local|localhost|internal)$/.test(host));
}

/** Also which networks of the operator's own may be called, where there are any. */
function wrongAddress(): string {
  const networks = allowedInWords();
  return say(
    `Serve un indirizzo https:// di una macchina in Internet${networks && ` o nelle reti ${networks}`}, senza nome utente né password.`,
    `It must be an https:// address of a machine on the Internet${networks && ` or in the networks ${networks}`}, without user name or password.`,
  );
}
