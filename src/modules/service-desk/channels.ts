import type { Day } from '../../kernel/day.ts';
import type { Source } from '../../kernel/source.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import { clausesInForce, withReadings } from '../agreement/rules/index.ts';

/** A channel that the agreement gives to who needs help, with the clause that says so. */
export type HelpChannel = {
  readonly telephone: string | null;
  readonly mailbox: string | null;
  readonly source: Source;
};

/** The channels of the agreement in force on a day; none where it names none. */
export async function helpChannels(tx: Tx, association: string, on: Day): Promise<readonly HelpChannel[]> {
  const stored = await documentOn(tx, association, on);
  if (!stored) return [];
  const { agreement } = withReadings(stored.document);
  return clausesInForce(agreement, 'help-channels', on).map(({ terms, source }) => ({
    telephone: terms.telephone ?? null,
    mailbox: terms.mailbox ?? null,
    source,
  }));
}
