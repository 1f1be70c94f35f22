import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { roles } from '../../../platform/role.ts';
import { listNotices } from '../actions/list-notices.ts';
import { messages } from '../messages.ts';
import { boardHref } from './board-words.ts';

const office: readonly string[] =
  typeof listNotices.permission === 'object' ? (listNotices.permission.roles ?? []) : [];

/** The board as everybody sees it, and the office's repertory. */
export function BoardTabs({ at }: { at: 'board' | 'repertory' | 'boards' }) {
  const { association, actor } = useFrame();
  const m = messages[useLanguage()];
  if (!actor.role || !(actor.role in roles) || !office.includes(actor.role)) return null;
  const base = boardHref(association!.id);
  return (
    <Tabs
      label={m.board}
      tabs={[
        { title: m.boardTitle, href: base, current: at === 'board' },
        { title: m.repertory, href: `${base}/repertorio`, current: at === 'repertory' },
        { title: m.boards, href: `${base}/enti`, current: at === 'boards' },
      ]}
    />
  );
}
