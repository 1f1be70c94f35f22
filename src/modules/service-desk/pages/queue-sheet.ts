import type { z } from 'zod';
import { localTimeAt } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import type { ticketView } from '../actions/list-tickets.ts';
import { messages } from '../messages.ts';
import { levelNames, priorityNames, stateNames, waitNames } from '../vocabulary.ts';

/** Requests as a sheet, a row each. */
export function queueSheet(tickets: readonly z.output<typeof ticketView>[], language: Language): Sheet {
  const m = messages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  const moment = (key: string, header: string) => ({ key, header, kind: 'moment' as const });
  return {
    name: m.queue,
    columns: [
      text('number', m.number),
      text('subject', m.subject),
      text('state', m.state),
      text('wait', m.waitsFor),
      text('priority', m.priority),
      text('level', m.level),
      text('service', m.service),
      text('entity', m.entity),
      text('requester', m.requester),
      text('assignee', m.assignee),
      moment('opened', m.opened),
      moment('due', m.due),
    ],
    rows: tickets.map((ticket) => ({
      number: ticket.number,
      subject: ticket.subject,
      state: stateNames[ticket.state][language],
      wait: ticket.wait && waitNames[ticket.wait][language],
      priority: priorityNames[ticket.priority][language],
      level: levelNames[ticket.level][language],
      service: ticket.service,
      entity: ticket.entityName,
      requester: ticket.requesterName,
      assignee: ticket.assigneeName,
      opened: localTimeAt(Date.parse(ticket.openedAt)),
      due: ticket.dueAt && localTimeAt(Date.parse(ticket.dueAt)),
    })),
  };
}
