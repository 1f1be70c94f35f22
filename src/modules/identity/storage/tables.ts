import type { Generated } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Level, SignInMethod } from '../../../platform/server/identification.ts';

/** The tables of people, posts and sessions. */
export type IdentityTables = {
  'identity.people': {
    id: string;
    email: string | null;
    fiscal_code: string | null;
    name: string;
    language: string;
    password_hash: string | null;
    disabled: Date | null;
    created: Date;
  };
  'identity.posts': {
    association: string;
    id: string;
    person: string;
    role: string;
    entity: string | null;
    entity_name: string | null;
    since: Day;
    until: Day | null;
    /** The act that gave it, in words; its number, its day and who issued it where they are known. */
    act: string;
    act_number: Generated<string>;
    act_date: Generated<Day | null>;
    act_issuer: Generated<string>;
    /** The act or the reason that ended it. */
    end_act: Generated<string>;
    assigned_at: Generated<Date | null>;
  };
  'identity.sessions': {
    token_sha256: string;
    person: string;
    association: string | null;
    post: string | null;
    created: Date;
    seen: Date;
    method: SignInMethod;
    level: Level;
    origin: string | null;
    agent: string | null;
    proved: Date | null;
    device: string | null;
  };
};
