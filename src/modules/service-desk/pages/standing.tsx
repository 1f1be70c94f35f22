import type { z } from 'zod';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { ticketView } from '../actions/list-tickets.ts';
import { priorityNames, stateNames, waitNames } from '../vocabulary.ts';

type Ticket = Pick<z.output<typeof ticketView>, 'state' | 'wait' | 'priority'>;

const tones = {
  new: 'attention',
  assigned: 'neutral',
  waiting: 'neutral',
  solved: 'good',
  closed: 'good',
  merged: 'neutral',
  refused: 'bad',
} as const;
const urgent = { low: 'neutral', normal: 'neutral', high: 'attention', urgent: 'bad' } as const;

/** Where a request stands: what it waits for, where it waits, and its priority where it is not the usual one. */
export function Standing({ ticket: { state, wait, priority } }: { ticket: Ticket }) {
  const language = useLanguage();
  return (
    <span class="standing">
      <StatusChip tone={tones[state]}>{wait ? waitNames[wait][language] : stateNames[state][language]}</StatusChip>
      {priority !== 'normal' && (
        <>
          {' '}
          <StatusChip tone={urgent[priority]}>{priorityNames[priority][language]}</StatusChip>
        </>
      )}
    </span>
  );
}
