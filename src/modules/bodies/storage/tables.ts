import type { ColumnType } from 'kysely';
import type { Day } from '../../../kernel/day.ts';

type ActColumns = {
  act: string;
  act_number: string;
  act_day: Day | null;
};

type Recorded = {
  recorded_at: Date;
  recorded_by: string | null;
};

type Period = {
  since: Day;
  until: Day | null;
};

export type BodiesTables = {
  'bodies.documents': Recorded & {
    association: string;
    id: string;
    entity: string | null;
    name: string;
    media_type: string;
    sha256: string;
    bytes: Buffer;
  };
  'bodies.bodies': Recorded &
    Period &
    ActColumns & {
      association: string;
      id: string;
      name_it: string;
      name_en: string;
      nature: string;
      about: string;
      document: string | null;
      closing_act: string | null;
    };
  'bodies.seats': Recorded &
    Period &
    ActColumns & {
      association: string;
      body: string;
      id: string;
      title_it: string;
      title_en: string;
      entity: string | null;
      votes: boolean;
    };
  'bodies.holders': Recorded &
    Period &
    ActColumns & {
      association: string;
      id: string;
      body: string;
      seat: string;
      person: string;
      post: string | null;
      entity: string | null;
      document: string | null;
      ending: string | null;
      ended_at: Date | null;
      ended_by: string | null;
    };
  'bodies.delegations': Recorded &
    Period & {
      association: string;
      id: string;
      body: string;
      seat: string;
      entity: string | null;
      giver: string;
      giver_post: string | null;
      delegate: string;
      form: string;
      meeting: string | null;
      signed_on: Day;
      document: string;
      revoked_on: Day | null;
      revoking_act: string | null;
      revoked_at: Date | null;
      revoked_by: string | null;
    };
  'bodies.body_roles': Recorded &
    Period &
    ActColumns & {
      association: string;
      id: string;
      body: string;
      role: string;
      person: string;
      document: string | null;
      ended_at: Date | null;
      ended_by: string | null;
    };
  'bodies.appointments': Recorded &
    Period &
    Omit<ActColumns, 'act_day'> & {
      association: string;
      id: string;
      office: string;
      name_it: string | null;
      name_en: string | null;
      entity: string | null;
      deputy: boolean;
      person: string;
      act_day: Day;
      document: string;
      powers: ColumnType<string[], readonly string[], readonly string[]>;
      provisional: boolean;
      note: string;
      ending: string | null;
      ended_at: Date | null;
      ended_by: string | null;
    };
  'bodies.appointment_papers': {
    association: string;
    appointment: string;
    paper: string;
    document: string;
  };
  'bodies.guests': Recorded &
    Period & {
      association: string;
      id: string;
      body: string;
      guest_group: string | null;
      name: string;
      address: string;
      proposed_by: string | null;
    };
  'bodies.candidates': Recorded & {
    association: string;
    id: string;
    body: string;
    seat: string;
    entity: string;
    person: string;
    post: string;
    proposed_on: Day;
    document: string | null;
    withdrawn_on: Day | null;
    act: string;
    act_number: string;
    act_day: Day | null;
  };
  'bodies.organisation_texts': Recorded & {
    association: string;
    number: number;
    kind: string;
    title: string;
    about: string;
    document: string;
    sha256: string;
    first_act: string | null;
    first_number: string;
    first_day: Day | null;
    first_at: Date | null;
    first_by: string | null;
    second_act: string | null;
    second_number: string;
    second_day: Day | null;
    second_at: Date | null;
    second_by: string | null;
    second_document: string | null;
    second_sha256: string | null;
    since: Day | null;
    discarded_on: Day | null;
    discarded_reason: string | null;
  };
  'bodies.reminders': {
    association: string;
    subject: string;
    due: Day;
    days_before: number;
    sent_at: Date;
  };
};
