import type { Generated } from 'kysely';

export type WebhookTables = {
  'webhooks.endpoints': {
    association: string;
    id: string;
    name: string;
    address: string;
    events: string[];
    role: string;
    entity: string | null;
    created: Date;
    created_by: string | null;
    language: string;
    failures: Generated<number>;
    succeeded: Date | null;
    disabled: Date | null;
    disabled_because: 'failing' | 'chosen' | null;
  };
  'webhooks.keys': {
    association: string;
    endpoint: string;
    id: string;
    sealed_secret: string;
    created: Date;
    retires: Date | null;
  };
  'webhooks.deliveries': {
    association: string;
    id: string;
    endpoint: string;
    event: string;
    body: string;
    asked: Date;
    state: Generated<'waiting' | 'delivered' | 'given-up' | 'cancelled'>;
    next_try: Date | null;
    tries: Generated<number>;
    settled: Date | null;
  };
  'webhooks.tries': {
    association: string;
    delivery: string;
    number: number;
    began: Date;
    ended: Date | null;
    milliseconds: number | null;
    status: number | null;
    error: string | null;
  };
};
