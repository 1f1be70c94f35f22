import type { Day } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import { ticketNumber } from '../rules/index.ts';
import type { StoredEvent } from '../storage/ticket-events.ts';
import { levelNames, momentText } from '../vocabulary.ts';
import { noticeWords } from './notice-words.ts';

/** What happened, in the paragraphs of a letter to one person; `short` leaves out what was said at length. */
export function noticeLines(
  event: StoredEvent,
  {
    ticket,
    language,
    isRequester,
    person,
    short = false,
  }: {
    readonly ticket: number;
    readonly language: Language;
    readonly isRequester: boolean;
    /** Who reads; null without an account. */
    readonly person: string | null;
    readonly short?: boolean;
  },
): readonly string[] {
  const m = noticeWords[language];
  const by = event.by.name;
  const all = ((): readonly string[] => {
    switch (event.kind) {
      case 'opened':
        return isRequester ? [m.received(ticketNumber(ticket))] : [m.opened(by), event.body];
      case 'commented':
        return [isRequester ? m.answered(by) : m.said(by), event.body];
      case 'noted':
        return [m.noted(by), event.body];
      case 'assigned':
        return [m.assigned(by)];
      case 'level-changed': {
        const { level, to, toName = '', why } = event;
        const name = levelNames[level][language];
        if (to && to === person) return [m.handedToReader(by, name), why];
        return [to === null && !isRequester ? m.handedToLevel(by, name) : m.handedOn(by, name, toName), why];
      }
      case 'waited':
        return [event.reason === 'material' ? m.waitedMaterial(by) : m.waited(by), event.why];
      case 'solved':
        return [m.solved(by), event.body, isRequester ? m.solvedFoot : ''];
      case 'withdrawn':
        return [m.withdrawn(by), event.why];
      case 'reopened':
        return [m.reopened(by), event.why];
      case 'refused':
        return [
          m.refused(by),
          event.body,
          event.ask && m.ask(event.ask),
          event.article === null ? '' : m.article(event.article),
        ];
      case 'merged':
        return [m.merged(ticketNumber(event.into))];
      case 'unmerged':
        return [m.unmerged(ticketNumber(event.from))];
      case 'task-asked':
        return [m.taskAsked(by), event.instructions, event.due === null ? '' : m.taskDue(event.due as Day)];
      case 'task-answered':
        return [m.taskAnswered(by, event.done), event.result];
      case 'warned':
        return [m.warned(event.percent, m[event.of], momentText(new Date(event.due).toISOString(), language))];
      default:
        return [];
    }
  })();
  const said = all.filter((line) => line !== '');
  return short ? said.slice(0, 1) : said;
}
