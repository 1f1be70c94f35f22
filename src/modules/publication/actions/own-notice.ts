import type { Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import type { Actor, Tx } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';
import { boardRefusals } from '../rules/index.ts';
import { boardOn } from '../storage/boards.ts';
import { noticeNamed, type StoredNotice } from '../storage/notices.ts';

type Asker = { readonly tx: Tx; readonly association: string; readonly actor: Actor; readonly reach: Reach };

/** The board that the actor may write on. Refuses `publication/board-of-others`, `publication/no-such-board`. */
export async function boardFor(
  { tx, association, actor, reach }: Asker,
  entity: string | null,
  today: Day,
): Promise<void> {
  if (reach !== 'g' && (entity === null || entity !== actor.entity)) throw new Refused(boardRefusals.boardOfOthers());
  if (entity !== null && !(await boardOn(tx, association, entity, today)))
    throw new Refused(boardRefusals.noSuchBoard(entity));
}

/** A notice that the actor may change: of any board, or of his entity's. Refuses `publication/no-such-notice`. */
export async function ownNotice({ tx, association, actor, reach }: Asker, id: string): Promise<StoredNotice> {
  const nobodys = '-';
  const notice = await noticeNamed(tx, association, id, reach === 'g' ? undefined : (actor.entity ?? nobodys));
  if (!notice) throw new Refused(boardRefusals.noSuchNotice());
  return notice;
}
