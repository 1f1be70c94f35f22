import type { ColumnType } from 'kysely';
import type { AnnouncementKind, Audience, Impact, Outcome, Stage } from '../rules/index.ts';

type LetterTime = 'at-once' | 'daily' | 'never';

/** Made by PostgreSQL, never written. */
type Made<T> = ColumnType<T, never, never>;

export type KnowledgeTables = {
  'knowledge.articles': {
    association: string;
    id: string;
    latest: number;
    published: number | null;
    audience: Audience | null;
    created_at: Date;
    created_by: string;
    changed_at: Date;
    withdrawn_at: Date | null;
  };
  'knowledge.versions': {
    association: string;
    article: string;
    number: number;
    audience: Audience;
    service: string | null;
    title: string;
    body: string;
    title_en: string;
    body_en: string;
    words: string;
    written_at: Date;
    written_by: string;
    published_at: Date | null;
    published_by: string | null;
    found: Made<string>;
  };
  'knowledge.opinions': { association: string; article: string; person: string; helpful: boolean; at: Date };
  'knowledge.announcements': {
    association: string;
    id: string;
    kind: AnnouncementKind;
    title: string;
    services: readonly string[];
    impact: Impact;
    starts_at: Date;
    ends_at: Date | null;
    closed_at: Date | null;
    outcome: Outcome | null;
    created_at: Date;
  };
  'knowledge.announcement_updates': {
    association: string;
    announcement: string;
    number: number;
    at: Date;
    by_name: string;
    stage: Stage;
    body: string;
  };
  'knowledge.subscriptions': { association: string; person: string; problems: LetterTime; planned: LetterTime };
  /** `person` null: to be told to everybody who wants it. */
  'knowledge.untold_updates': { association: string; announcement: string; number: number; person: string | null };
  'knowledge.announcement_requests': {
    association: string;
    announcement: string;
    ticket: bigint;
    entity: string;
    linked_at: Date;
    linked_by: string;
  };
};
