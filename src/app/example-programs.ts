import { addDays, dayAt } from '../kernel/day.ts';
import type { AnyAction } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { modules } from './modules.ts';

/**
 * A program's token, which nobody has kept, and a webhook to an address that does not exist, switched off. What is already
 * there stays.
 */
export async function loadExamplePrograms(perform: Perform, { association, lead, now }: ExamplePlace): Promise<void> {
  const operator = consoleIn(association);
  const act = <T>(name: string, input: object) => perform(actionNamed(name), input, operator) as Promise<T>;
  const { items: tokens } = await act<{ items: readonly { person: string | null }[] }>('tokens/list-tokens', {});
  if (!tokens.some(({ person }) => person === null)) {
    await act('tokens/create-program-token', {
      name: 'cruscotto del capofila',
      role: 'FIN',
      entity: lead?.code ?? null,
      actions: ['cost-sharing:reads'],
      until: addDays(dayAt(now.getTime()), 200),
    });
  }
  const { items: webhooks } = await act<{ items: readonly unknown[] }>('webhooks/list-webhooks', {});
  if (webhooks.length > 0) return;
  const { id } = await act<{ id: string }>('webhooks/register-webhook', {
    name: 'protocollo',
    address: `https://protocollo.${association}.example/avvisi`,
    events: ['membership/add-entity', 'membership/leave-association'],
  });
  await act('webhooks/switch-webhook', { webhook: id, on: false });
}

function actionNamed(name: string): AnyAction {
  const action = modules.flatMap((module) => module.actions).find((one) => one.name === name);
  if (!action) throw new Error(`no module has the action ${name}`);
  return action;
}
