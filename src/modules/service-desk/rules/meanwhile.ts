import type { HappeningKind, TicketEvent } from './ticket-event.ts';
import type { Act } from './transitions.ts';

/** The sides of a request that an act looks at and changes. */
type Side =
  | 'state'
  | 'conversation'
  | 'assignee'
  | 'priority'
  | 'service'
  | 'level'
  | 'wait'
  | 'links'
  | 'parent'
  | 'task'
  | 'rating';

const changes: Readonly<Record<HappeningKind, readonly Side[]>> = {
  opened: [],
  commented: ['conversation'],
  noted: [],
  assigned: ['assignee'],
  'priority-changed': ['priority'],
  'service-changed': ['service'],
  'line-changed': ['service'],
  'level-changed': ['level', 'assignee'],
  waited: ['wait'],
  resumed: ['wait'],
  'wait-corrected': ['wait'],
  'wait-withdrawn': ['wait'],
  solved: ['state', 'conversation', 'wait'],
  closed: ['state'],
  withdrawn: ['state', 'wait'],
  reopened: ['state'],
  refused: ['state', 'conversation', 'wait'],
  merged: ['state', 'wait'],
  absorbed: ['conversation'],
  unmerged: ['state', 'wait'],
  separated: ['conversation'],
  split: [],
  'parent-set': ['parent'],
  linked: ['links'],
  'task-asked': ['task', 'wait'],
  'task-answered': ['task', 'wait'],
  warned: [],
  rated: ['rating'],
  undone: ['state', 'assignee', 'priority', 'service', 'level', 'wait', 'links', 'parent', 'task'],
};

const looksAt: Readonly<Record<Act, readonly Side[]>> = {
  comment: ['state', 'conversation'],
  note: [],
  assign: ['state', 'assignee'],
  'set-priority': ['state', 'priority'],
  'set-service': ['state', 'service'],
  'set-level': ['state', 'level', 'assignee'],
  wait: ['state', 'wait'],
  resume: ['state', 'wait'],
  'correct-wait': ['wait'],
  solve: ['state', 'conversation', 'wait', 'task'],
  close: ['state', 'conversation'],
  withdraw: ['state', 'conversation'],
  reopen: ['state'],
  refuse: ['state', 'conversation', 'wait', 'task'],
  merge: ['state', 'conversation', 'task'],
  absorb: ['state'],
  unmerge: ['state'],
  split: [],
  'set-parent': ['state', 'parent'],
  link: ['links'],
  'ask-task': ['state', 'task', 'wait'],
  'answer-task': ['task'],
  rate: ['rating', 'state'],
  undo: [],
};

/**
 * What others have done since somebody looked that matters for what he wants to do now: nothing of theirs is written over,
 * and nobody is stopped by what has nothing to do with his act. One's own acts never stand in one's way.
 *
 * @param since the events after the version that was seen
 */
export function changedMeanwhile(
  act: Act,
  since: readonly TicketEvent[],
  person: string | null,
): readonly TicketEvent[] {
  return since.filter(
    (event) =>
      (person === null || event.by.person !== person) &&
      changes[event.kind].some((side) => looksAt[act].includes(side)),
  );
}
