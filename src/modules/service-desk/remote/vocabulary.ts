import { localTimeAt } from '../../../kernel/day.ts';

/** The words of remote sessions, for pages. */
export { readyTemplates, remoteTools } from './rules/template.ts';

/** *12:05*, by the clocks of Rome. */
export function hourText(iso: string): string {
  return localTimeAt(Date.parse(iso)).slice(11);
}
