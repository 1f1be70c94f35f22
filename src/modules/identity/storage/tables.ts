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
    act: string;
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
  };
};
