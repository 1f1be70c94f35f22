import type { Text } from '../../../kernel/text.ts';
import type { ActionContext } from '../../../platform/action.ts';
import { catalogueOfDay } from '../../service-catalogue/index.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/** What the services approved today are called, by their code. */
export async function serviceNames({ tx, association, now }: Acting): Promise<ReadonlyMap<string, Text>> {
  const { versions } = await catalogueOfDay(tx, association, { on: now.today });
  return new Map(versions.map(({ code, content }) => [code, content.name]));
}
