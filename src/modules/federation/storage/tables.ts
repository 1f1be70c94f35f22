/** The tables of providers, links and sign-ins on their way. All rows belong to the installation. */
export type FederationTables = {
  'federation.oidc_providers': {
    association: string;
    id: string;
    name: string;
    offered_to: string | null;
    issuer: string;
    client_id: string;
    secret_sealed: string | null;
    terms: unknown;
    changed: Date;
  };
  'federation.links': { association: string; provider: string; subject: string; person: string; linked: Date };
  'federation.spid_providers': {
    association: string;
    entity_id: string;
    name: string;
    sign_in_address: string;
    sign_out_address: string | null;
    certificates: string[];
    changed: Date;
  };
  'federation.attempts': {
    association: string;
    id: string;
    method: 'oidc' | 'spid' | 'cie';
    provider: string;
    browser: string;
    back: string;
    level: 1 | 2 | 3;
    secret_sealed: string | null;
    started: Date;
    answered: Date | null;
    ticket: string | null;
    proof_sealed: string | null;
    binds: string | null;
  };
  'federation.bound_identities': {
    association: string;
    person: string;
    method: 'spid' | 'cie';
    provider: string;
    level: 1 | 2 | 3;
    bound: Date;
  };
  'federation.used_messages': { association: string; issuer: string; id: string; until: Date };
  'federation.sessions': {
    association: string;
    session: string;
    method: 'oidc' | 'spid' | 'cie';
    provider: string;
    subject: string;
    provider_session: string | null;
    sign_out_sealed: string | null;
    business: unknown;
  };
  'platform.settings': { association: string; name: string; value: unknown };
};
