import type { Generated } from 'kysely';
import type { IdentityTables } from './tables.ts';

/** What was begun and is not finished: see the migration. */
export type StepKind = 'second-step' | 'passkey' | 'new-passkey' | 'proof' | 'reset' | 'invitation';

/** The tables of factors, steps begun, known browsers, failures and past sign-ins, beside those of people and sessions. */
export type SignInTables = IdentityTables & {
  'identity.authenticators': { person: string; secret: string; last_step: number; created: Date };
  'identity.recovery_codes': { person: string; code_sha256: string; created: Date; used: Date | null };
  'identity.passkeys': {
    id: string;
    person: string;
    name: string;
    public_key: string;
    counter: number;
    transports: string[];
    device_type: 'singleDevice' | 'multiDevice';
    backed_up: boolean;
    created: Date;
    last_used: Date | null;
  };
  'identity.steps': {
    token_sha256: string;
    kind: StepKind;
    person: string | null;
    challenge: string | null;
    failures: Generated<number>;
    created: Date;
    expires: Date;
  };
  'identity.devices': { device: string; person: string; since: Date; seen: Date; agent: string | null };
  'identity.failures': { key: string; count: number; last: Date };
  'identity.sign_ins': {
    person: string;
    id: Generated<string>;
    at: Date;
    method: string;
    level: number;
    origin: string | null;
    agent: string | null;
    new_device: boolean;
    told: Generated<boolean>;
  };
};
