import type { Generated } from 'kysely';
import type { Day } from '../../../kernel/day.ts';

/** The tables of access to entities' data. */
export type PrivacyTables = {
  'privacy.files': {
    association: string;
    id: string;
    entity: string | null;
    name: string;
    type: string;
    sha256: string;
    content: Buffer;
    at: Date;
    by_person: string | null;
  };
  'privacy.data_sets': {
    association: string;
    id: string;
    entity: string;
    name: string;
    about: string;
    purpose: string;
    hosted: string;
    personal: boolean;
    at: Date;
    by_person: string | null;
  };
  'privacy.acts': {
    association: string;
    id: string;
    entity: string;
    number: string;
    on_day: Day;
    signed_by: string;
    document: string;
    person: string;
    rights: string[];
    since: Day;
    until: Day | null;
    ended: Day | null;
    ended_because: string;
    confirm_by: Day;
    confirmed_at: Date | null;
    confirmed_by: string | null;
    reminded: Day | null;
    told_lapsed: Generated<boolean>;
    at: Date;
    by_person: string | null;
  };
  'privacy.act_data_sets': { association: string; act: string; data_set: string; entity: string; person: string };
  'privacy.authorisations': {
    association: string;
    id: string;
    entity: string | null;
    person: string;
    authorised_by: string;
    on_day: Day;
    until: Day | null;
    revoked: Day | null;
    instructions: string;
    read_at: Date | null;
    at: Date;
    by_person: string | null;
  };
  'privacy.measures': {
    association: string;
    id: string;
    act: string;
    entity: string;
    person: string;
    kind: 'apply' | 'remove';
    asked: Day;
    due: Day;
    done_at: Date | null;
    done_by: string | null;
    note: string;
  };
  'privacy.emergencies': {
    association: string;
    id: string;
    data_set: string;
    entity: string;
    person: string;
    reason: string;
    opened: Date;
    closes: Date;
    reviewed_at: Date | null;
    reviewed_by: string | null;
    review: string;
  };
  'privacy.accesses': {
    association: string;
    number: Generated<bigint>;
    at: Date;
    entity: string;
    data_set: string;
    person: string;
    role: string | null;
    act_as: 'consult' | 'modify' | 'transmit';
    purpose: string;
    document: string | null;
    recipient: string | null;
    legal_basis: string | null;
    act: string | null;
    emergency: string | null;
    origin: string | null;
  };
  'privacy.document_names': {
    association: string;
    document: string;
    entity: string;
    data_set: string;
    name: string;
  };
  'privacy.documents': {
    association: string;
    id: string;
    entity: string;
    data_set: string;
    name: string;
    type: string;
    bytes: number;
    sha256: string;
    content: Buffer;
    at: Date;
    by_person: string;
  };
};
