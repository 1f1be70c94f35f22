import type { Generated } from 'kysely';
import type { Day } from '../../../kernel/day.ts';

type Undone = { undone_at: Date | null; undone_by: string | null; undone_reason: string | null };

export type PlanningTables = {
  'planning.documents': {
    association: string;
    id: string;
    entity: string | null;
    name: string;
    media_type: string;
    sha256: string;
    bytes: Buffer;
    recorded_at: Date;
    recorded_by: string | null;
  };
  'planning.fulfilments': Undone & {
    association: string;
    id: string;
    obligation: string;
    year: number;
    entity: string | null;
    due: Day;
    done_on: Day;
    act: string;
    link: string;
    note: string;
    document: string | null;
    recorded_at: Date;
    recorded_by: string;
  };
  'planning.events': Undone & {
    association: string;
    id: string;
    event: string;
    on_day: Day;
    act: string;
    recorded_at: Date;
    recorded_by: string;
  };
  'planning.reminders': {
    association: string;
    obligation: string;
    whose: string;
    entity: Generated<string | null>;
    due: Day;
    days_before: number;
    sent_at: Date;
    recipients: number;
  };
  'planning.feeds': {
    association: string;
    id: string;
    person: string | null;
    entity: string | null;
    token_sha256: string;
    created_at: Date;
    created_by: string;
    revoked_at: Date | null;
  };
};
