import type { Day } from '../../../kernel/day.ts';
import type { PersonalFinding } from '../rules/index.ts';

/** The tables of the notice board and of the rates to publish. */
export type PublicationTables = {
  'publication.boards': {
    association: string;
    entity: string;
    name: string;
    since: Day;
    until: Day | null;
    act: string;
  };
  'publication.notices': {
    association: string;
    id: string;
    entity: string | null;
    subject: string;
    kind: string;
    issuer: string;
    act: string;
    act_date: Day | null;
    executive: Day | null;
    days: number | null;
    adopts_document: number | null;
    document: Buffer | null;
    document_name: string | null;
    document_type: string | null;
    document_sha256: string | null;
    found: readonly PersonalFinding[];
    personal_data: 'none' | 'necessary' | null;
    personal_reason: string;
    created: Date;
    created_by: string;
    year: number | null;
    number: number | null;
    withdrawn: Day | null;
    withdrawn_reason: string | null;
    document_removed: Date | null;
    adopted: Date | null;
  };
  'publication.postings': {
    association: string;
    notice: string;
    number: number;
    entity: string | null;
    posted: Day;
    posted_at: Date;
    posted_by: string;
    last_day: Day;
    /** As `writeTraces` writes it, under the key ''. */
    trace: string;
    interrupted: Day | null;
    interrupted_at: Date | null;
    reason: string | null;
  };
  'publication.office_days': {
    association: string;
    entity: string;
    year: number;
    period: number;
    office: string;
    person: number;
    working_days: number;
    absent_days: number;
  };
  'publication.rates': {
    association: string;
    entity: string;
    year: number;
    period: number;
    every: number;
    office: string;
    position: number;
    absence: number;
    presence: number;
    /** As `writeTraces` writes it, under the key ''. */
    trace: string;
    published: Date;
    published_by: string;
  };
};
