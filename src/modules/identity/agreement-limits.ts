import type { Now } from '../../platform/action.ts';
import type { Database } from '../../platform/database/connect.ts';
import { inContext } from '../../platform/database/context.ts';
import type { RoleLimit } from '../../platform/role.ts';
import { documentHashed, hashOn } from '../agreement/index.ts';
import { type AgreementDocument, clausesInForce, withReadings } from '../agreement/rules/index.ts';
import { limitsIn } from './rules/role-limits.ts';

const mostKept = 200;

/**
 * What the agreement of an association takes from roles on a day: nothing where it has no agreement. A document is read
 * once; which one holds is asked every time, so that an amendment counts from the moment it is adopted.
 */
export function agreementLimits(database: Database): (association: string, now: Now) => Promise<readonly RoleLimit[]> {
  const documents = new Map<string, AgreementDocument>();
  return async (association, { today }) => {
    const context = { association, actor: { person: null }, entities: 'all', reads: true } as const;
    const document = await inContext(database, context, async (tx) => {
      const hash = await hashOn(tx, association, today);
      if (hash === undefined) return undefined;
      const known = documents.get(hash);
      if (known) return known;
      const read = (await documentHashed(tx, association, hash))?.document;
      if (documents.size >= mostKept) documents.clear();
      if (read) documents.set(hash, read);
      return read;
    });
    if (!document) return [];
    return limitsIn(clausesInForce(withReadings(document).agreement, 'role-limits', today));
  };
}
