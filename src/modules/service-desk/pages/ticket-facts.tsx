import type { VNode } from 'preact';
import type { Day } from '../../../kernel/day.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { messages } from '../messages.ts';
import { levelNames, lineNames, momentText, priorityNames } from '../vocabulary.ts';
import type { Shown } from './act-forms.tsx';
import { deskHref, ticketHref } from './desk-frame.ts';
import { Due, spanText } from './due.tsx';
import { TicketActs } from './ticket-acts.tsx';
import { UnsupportedNotice } from './unsupported.tsx';

/** Beside the conversation: what to do, by when and why, for whom, what else it has to do with. */
export function TicketFacts({ shown, now, parts }: { shown: Shown; now: number; parts: readonly VNode[] }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { ticket, clock, tasks, parent, children, watchers } = shown;
  const link = ({ number, subject }: { number: string; subject: string }) => (
    <a href={ticketHref(association!.id, number)}>
      {number} {subject}
    </a>
  );
  return (
    <aside class="ticket-facts" aria-label={m.facts}>
      <TicketActs shown={shown} />
      <UnsupportedNotice unsupported={shown.unsupported} />
      {clock && (
        <div class="ticket-clock">
          {(['firstAnswer', 'solution'] as const).map(
            (of) =>
              clock[of].state !== 'none' && (
                <details key={of}>
                  <summary>
                    {m[of]}: <CountdownState countdown={clock[of]} now={now} />
                  </summary>
                  <TraceView trace={clock[of].explanation} open={1} />
                </details>
              ),
          )}
        </div>
      )}
      {tasks.length > 0 && (
        <>
          <h2>{m.tasks}</h2>
          <ul>
            {tasks.map(({ task, instructions, due, done, result }) => (
              <li key={task}>
                <StatusChip tone={done === null ? 'attention' : done ? 'good' : 'bad'}>
                  {done === null ? m.taskOpen : done ? m.taskDone : m.taskNotDone}
                </StatusChip>{' '}
                <a href={`#e${task}`}>{instructions.slice(0, 80)}</a>{' '}
                {due !== null && done === null && m.taskBy(due as Day)} {result}
              </li>
            ))}
          </ul>
        </>
      )}
      <Definitions
        items={[
          { term: m.requester, is: ticket.requesterName },
          { term: m.entity, is: ticket.entityName },
          ticket.contact !== '' && { term: m.contact, is: ticket.contact },
          { term: m.assignee, is: ticket.assigneeName ?? m.nobody },
          { term: m.priority, is: priorityNames[ticket.priority][language] },
          ticket.level !== 'first' && { term: m.level, is: levelNames[ticket.level][language] },
          ticket.service !== null && { term: m.service, is: ticket.serviceName?.[language] ?? ticket.service },
          ticket.line !== null && { term: m.line, is: lineNames[ticket.line][language] },
          ticket.asset !== '' && {
            term: m.asset,
            is: shown.links.assetKnown === false ? `${ticket.asset} (${m.assetUnknown})` : ticket.asset,
          },
          ticket.contract !== '' && {
            term: m.contract,
            is: (
              <ContractNamed
                code={ticket.contract}
                links={shown.links}
                office={shown.party === 'office' || shown.party === 'head'}
              />
            ),
          },
          shown.inTheCall && { term: m.origin, is: `${m.phone}, ${m.inTheCall}` },
          shown.hops.length > 1 && {
            term: m.hops,
            is: (
              <ol>
                {shown.hops.map(({ level, from, minutes }) => (
                  <li key={from}>{m.hopLasts(levelNames[level][language], spanText(minutes, language))}</li>
                ))}
              </ol>
            ),
          },
          shown.supplierTickets.length > 0 && {
            term: m.supplierTickets,
            is: (
              <ul>
                {shown.supplierTickets.map(({ supplier, number, opened, answered, minutes }) => (
                  <li key={opened}>
                    {m.supplierOf(supplier, number)}{' '}
                    {(answered === null ? m.supplierWaits : m.supplierAnswered)(
                      momentText(opened, language),
                      spanText(minutes, language),
                    )}
                  </li>
                ))}
              </ul>
            ),
          },
          ticket.minutes > 0 && { term: m.minutes, is: String(ticket.minutes) },
          ticket.rating !== null && { term: m.rating, is: m[ticket.rating] },
          parent !== null && { term: m.partOf, is: link(parent) },
          ticket.mergedInto !== null && {
            term: m.mergedInto,
            is: shown.within.includes(ticket.mergedInto) ? (
              <a href={ticketHref(association!.id, ticket.mergedInto)}>{ticket.mergedInto}</a>
            ) : (
              ticket.mergedInto
            ),
          },
          children.length > 0 && {
            term: m.below,
            is: (
              <ul>
                {children.map((child) => (
                  <li key={child.number}>{link(child)}</li>
                ))}
              </ul>
            ),
          },
          watchers.length > 0 && { term: m.watched, is: watchers.map(({ name }) => name).join(', ') },
        ]}
      />
      {parts}
    </aside>
  );
}

type Countdown = NonNullable<Shown['clock']>['solution'];

function CountdownState({ countdown: { state, due }, now }: { countdown: Countdown; now: number }) {
  const m = messages[useLanguage()];
  switch (state) {
    case 'met':
      return <StatusChip tone="good">{m.inTimeDone}</StatusChip>;
    case 'met-late':
      return <StatusChip tone="bad">{m.lateDone}</StatusChip>;
    case 'waiting':
      return <StatusChip>{m.standsStill}</StatusChip>;
    default:
      return due === null ? <StatusChip>{m.standsStill}</StatusChip> : <Due at={due} now={now} />;
  }
}

/** The contract as the register has it; for who works on requests, whether it has expired or is not in it. */
function ContractNamed({ code, links, office }: { code: string; links: Shown['links']; office: boolean }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  const { contract } = links;
  if (!contract) return office ? `${code} (${m.contractUnknown})` : code;
  return (
    <>
      <a href={deskHref(association!.id, `/contratti/${contract.code}`)}>
        {contract.code}, {contract.supplier}
      </a>{' '}
      {contract.standing === 'expired' && <StatusChip tone="attention">{m.contractOver}</StatusChip>}
    </>
  );
}
