import type { Day } from '../../../kernel/day.ts';

export type TokenTables = {
  'tokens.tokens': {
    association: string;
    id: string;
    name: string;
    person: string | null;
    post: string | null;
    role: string;
    entity: string | null;
    actions: string[];
    level: number;
    token_sha256: string;
    ending: string;
    created: Date;
    created_by: string | null;
    until: Day;
    used: Date | null;
    used_from: string | null;
    revoked: Date | null;
    revoked_by: string | null;
  };
};
