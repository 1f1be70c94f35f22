import { type Text, text } from '../../../kernel/text.ts';

export const meetingStates = ['draft', 'convened', 'open', 'closed', 'minuted', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

export const meetingStateTitles: Readonly<Record<MeetingState, Text>> = {
  draft: text('in preparazione', 'in preparation'),
  convened: text('convocata', 'convened'),
  open: text('in corso', 'in session'),
  closed: text('chiusa, da verbalizzare', 'closed, minutes to write'),
  minuted: text('verbalizzata', 'minuted'),
  cancelled: text('annullata', 'cancelled'),
};

export const ballotStates = ['created', 'started', 'stopped', 'published', 'void'] as const;
export type BallotState = (typeof ballotStates)[number];

export const ballotStateTitles: Readonly<Record<BallotState, Text>> = {
  created: text('pronta', 'ready'),
  started: text('in corso', 'running'),
  stopped: text('chiusa, da proclamare', 'stopped, to be declared'),
  published: text('proclamata', 'declared'),
  void: text('annullata', 'void'),
};

/** From which states a ballot gets into which. */
const ballotSteps: Readonly<Record<BallotState, readonly BallotState[]>> = {
  created: ['started', 'void'],
  started: ['stopped', 'void'],
  stopped: ['published', 'void'],
  published: [],
  void: [],
};

export function mayBecome(state: BallotState, next: BallotState): boolean {
  return ballotSteps[state].includes(next);
}

export const itemKinds = ['information', 'decision', 'election', 'adoption'] as const;
export type ItemKind = (typeof itemKinds)[number];

export const itemKindTitles: Readonly<Record<ItemKind, Text>> = {
  information: text('comunicazione', 'for information'),
  decision: text('decisione', 'decision'),
  election: text('elezione', 'election'),
  adoption: text('approvazione', 'adoption'),
};
