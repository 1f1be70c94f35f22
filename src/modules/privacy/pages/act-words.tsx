import { useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { ActView } from '../actions/shapes.ts';
import { messages } from '../messages.ts';

export function ActState({ act }: { act: Pick<ActView, 'state'> }) {
  const m = messages[useLanguage()];
  const tone = act.state === 'holding' ? 'good' : act.state === 'later' ? 'neutral' : 'bad';
  return <StatusChip tone={tone}>{m[act.state]}</StatusChip>;
}

export function MeasureState({ act }: { act: Pick<ActView, 'measure'> }) {
  const m = messages[useLanguage()];
  const words = {
    'to-apply': m.toApply,
    applied: m.applied,
    'to-remove': m.toRemove,
    removed: m.removed,
    none: m.none,
  };
  return (
    <StatusChip tone={act.measure === 'applied' ? 'good' : act.measure === 'to-apply' ? 'attention' : 'neutral'}>
      {words[act.measure]}
    </StatusChip>
  );
}

/** Rights in the order of the columns. */
export function RightsText({ rights }: { rights: readonly ('consult' | 'modify' | 'transmit')[] }) {
  const m = messages[useLanguage()];
  return <>{rights.map((right) => m[right].toLowerCase()).join(', ')}</>;
}
