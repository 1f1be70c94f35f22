import type { Day } from '../../../kernel/day.ts';

/** The tables of requests, of confirmations twice a year, of the register of administrators. */
export type ReviewTables = {
  'identity.requests': {
    association: string;
    id: string;
    kind: 'joiner' | 'mover' | 'leaver';
    entity: string;
    entity_name: string;
    person: string | null;
    name: string;
    email: string | null;
    post: string | null;
    role: string | null;
    since: Day;
    until: Day | null;
    act_number: string;
    act_date: Day | null;
    act_issuer: string;
    reason: string;
    state: 'requested' | 'authorised' | 'done' | 'rejected' | 'withdrawn';
    requested_at: Date;
    requested_by: string | null;
    requested_role: string | null;
    decided_at: Date | null;
    decided_by: string | null;
    decided_role: string | null;
    decided_reason: string;
    done_at: Date | null;
    done_by: string | null;
  };
  'identity.reviews': {
    association: string;
    id: string;
    opened_on: Day;
    due: Day;
    unconfirmed: 'suspend' | 'keep';
    opened_by: string | null;
    opened_at: Date;
  };
  'identity.review_posts': {
    association: string;
    review: string;
    post: string;
    entity: string | null;
    due: Day;
    unconfirmed: 'suspend' | 'keep';
    outcome: 'confirmed' | 'ended' | null;
    decided_at: Date | null;
    decided_by: string | null;
    decided_role: string | null;
  };
  'identity.administrators': {
    association: string;
    id: string;
    person: string;
    systems: string;
    duties: string;
    act_number: string;
    act_date: Day | null;
    act_issuer: string;
    since: Day;
    until: Day | null;
    recorded_at: Date;
    recorded_by: string | null;
  };
  'identity.administrator_checks': {
    association: string;
    administrator: string;
    id: string;
    checked_on: Day;
    outcome: 'adequate' | 'to-correct' | 'inadequate';
    notes: string;
    recorded_at: Date;
    recorded_by: string | null;
  };
};
