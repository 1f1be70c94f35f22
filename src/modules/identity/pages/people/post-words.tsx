import { showDay } from '../../../../kernel/day.ts';
import { useLanguage } from '../../../../platform/pages/frame.ts';
import { StatusChip } from '../../../../platform/pages/status-chip.tsx';
import type { PostView } from '../../actions/post-shapes.ts';
import { peopleMessages } from '../../people-messages.ts';

const tones = { 'in-force': 'good', coming: 'neutral', ended: 'neutral', suspended: 'bad', left: 'bad' } as const;

/** Where a post stands, in a word. */
export function PostState({ post }: { post: Pick<PostView, 'state' | 'soon'> }) {
  const m = peopleMessages[useLanguage()];
  if (post.soon) return <StatusChip tone="attention">{m['is.soon']}</StatusChip>;
  return <StatusChip tone={tones[post.state]}>{m[`is.${post.state}`]}</StatusChip>;
}

/** The act as people cite it: *decreto sindacale n. 12/2027 del 20 febbraio 2027, sindaco di Rufina*. */
export function actText(
  post: Pick<PostView, 'act' | 'actNumber' | 'actDate' | 'actIssuer'>,
  language: 'it' | 'en',
): string {
  const number = post.actNumber && (language === 'it' ? `n. ${post.actNumber}` : `no. ${post.actNumber}`);
  const date = post.actDate && `${language === 'it' ? 'del' : 'of'} ${showDay(post.actDate, language)}`;
  return [[post.act, number, date].filter(Boolean).join(' '), post.actIssuer].filter(Boolean).join(', ');
}
