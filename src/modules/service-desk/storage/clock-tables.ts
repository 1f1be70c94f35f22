import type { Generated } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { PauseReason, Priority } from '../rules/clock/index.ts';

type Whose = {
  association: string;
  /** An entity, or empty where it is the association's. */
  whose: string;
  entity: Generated<string | null>;
};

/** The tables of calendars and targets. */
export type ClockTables = {
  'service_desk.weekly_hours': Whose & {
    since: Day;
    monday: string;
    tuesday: string;
    wednesday: string;
    thursday: string;
    friday: string;
    saturday: string;
    sunday: string;
  };
  'service_desk.yearly_holidays': Whose & { month_day: string; name: string };
  'service_desk.calendar_exceptions': Whose & { id: string; from_day: Day; until_day: Day; hours: string; why: string };
  'service_desk.clock_rules': { association: string; national_holidays: 'closed' | 'open'; escalations: number[] };
  'service_desk.clock_stops': { association: string; reason: PauseReason; clause: string };
  'service_desk.targets': {
    association: string;
    service: string;
    priority: Priority | '';
    since: Day;
    first_answer: number | null;
    solution: number | null;
    clause: string;
  };
};
