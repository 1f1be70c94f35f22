import type { ColumnType } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { ClaimState, PlannedPost, RequestForm, RequestState, WeekStint } from '../rules/index.ts';

type Recorded = { association: string; recorded_at: Date; recorded_by: string | null };

export const staffKinds = [
  'permanent',
  'fixed-term',
  'seconded',
  'detached',
  'transferred',
  'shared',
  'part-assigned',
  'self-employed',
  'company',
] as const;
export type StaffKind = (typeof staffKinds)[number];
export const workLines = ['technical', 'administrative', 'project'] as const;
export type WorkLine = (typeof workLines)[number];
export const noticeKinds = ['people', 'rooms', 'equipment', 'lines', 'problem'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const noticers = ['office', 'employee', 'citizen'] as const;
export type Noticer = (typeof noticers)[number];

/** What is known of something since its last change, and by whom. */
type Revised = {
  association: string;
  id: string;
  revision: number;
  at: Date;
  by_person: string | null;
  by_name: string;
};

export type StaffingTables = {
  'staffing.staff_plans': {
    association: string;
    number: number;
    since: Day;
    posts: ColumnType<readonly PlannedPost[], string, string>;
    drafted_at: Date;
    drafted_by: string;
    approved_at: Date | null;
    approved_by: string | null;
    act_number: string | null;
    act_day: Day | null;
  };
  'staffing.staff_requests': Revised & {
    entity: string;
    form: RequestForm;
    what: string;
    minutes: number;
    since: Day;
    until: Day | null;
    state: RequestState;
    who: string;
    yearly_cost: bigint | null;
    act: string;
    why: string;
  };
  'staffing.reimbursement_claims': Revised & {
    entity: string;
    staff: string;
    year: number;
    cost: bigint;
    percentage: number;
    amount: bigint;
    note: string;
    state: ClaimState;
    act: string;
    why: string;
    paid_on: Day | null;
  };
  'staffing.missed_told': { association: string; site: string; entity: string; task: string; at: Date };
  'staffing.sites': Recorded & {
    id: string;
    entity: string;
    name: string;
    address: string;
    main: boolean;
    since: Day;
    until: Day | null;
    act: string;
    media_since: Day | null;
    media_until: Day | null;
  };
  'staffing.staffed_periods': Recorded & {
    id: string;
    site: string;
    since: Day;
    until: Day | null;
    /** numeric(2, 1): comes as text. */
    days_per_week: ColumnType<string, number, number>;
    act: string;
    ending_act: string | null;
  };
  'staffing.staff': Recorded & {
    id: string;
    person: string | null;
    name: string;
    kind: StaffKind;
    employer: string | null;
    company: string;
    contract: string;
    percentage: number;
    profile: string | null;
    line: WorkLine | null;
    skills: string;
    since: Day;
    until: Day | null;
    act: string;
    ending_act: string | null;
  };
  'staffing.minimums': Recorded & {
    staff: string;
    site: string;
    since: Day;
    days: number;
    minutes: number;
    act: string;
  };
  'staffing.weeks': Recorded & {
    staff: string;
    since: Day;
    stints: ColumnType<readonly WeekStint[], string, string>;
  };
  'staffing.plan_days': Recorded & {
    id: string;
    staff: string;
    since: Day;
    until: Day;
    site: string | null;
    from_minute: number | null;
    until_minute: number | null;
  };
  'staffing.coverage': Recorded & {
    id: string;
    site: string | null;
    weekday: number;
    from_minute: number;
    until_minute: number;
    people: number;
    since: Day;
    until: Day | null;
  };
  'staffing.time_entries': Recorded & {
    id: string;
    revision: number;
    staff: string;
    person: string | null;
    on_day: Day;
    site: string | null;
    minutes: number | null;
    line: WorkLine | null;
    what: string;
    why: string;
  };
  'staffing.closed_months': {
    association: string;
    month: Day;
    closed_at: Date;
    closed_by: string | null;
    reopened_at: Date | null;
    reopened_by: string | null;
    reason: string | null;
  };
  'staffing.allowances': Recorded & {
    id: string;
    profile: string;
    year_from: Day;
    minutes: number;
    why: string;
  };
  'staffing.media_changes': Recorded & { site: string; entity: string; on_day: Day; medium: string; note: string };
  'staffing.room_entries': Recorded & {
    id: string;
    site: string;
    entity: string;
    who: string;
    company: string;
    why: string;
    entered_at: Date;
    left_at: Date | null;
  };
  'staffing.stock_movements': Recorded & {
    id: string;
    site: string;
    entity: string;
    item: string;
    quantity: number;
    on_day: Day;
    note: string;
    least: number | null;
  };
  'staffing.change_notices': Recorded & {
    id: string;
    entity: string;
    about: NoticeKind;
    noticed_by: Noticer;
    happened_on: Day;
    what: string;
    by_name: string;
  };
  'staffing.notice_requests': Recorded & { notice: string; entity: string; ticket: bigint };
};
