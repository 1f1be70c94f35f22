import type { ComponentChildren } from 'preact';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { Answers } from '../../service-catalogue/pages/index.ts';
import { messages } from '../messages.ts';
import { happeningNames, levelNames, lineNames, momentText, priorityNames, ticketNumber } from '../vocabulary.ts';
import type { Shown } from './act-forms.tsx';
import { ticketHref } from './desk-frame.ts';
import { Moment } from './due.tsx';
import { FileLinks } from './files.tsx';

type Event = Shown['events'][number];

/**
 * What was said and done, in its order: words as they were written, the rest in a line each.
 *
 * @param since the version that somebody had seen when he wrote; what came after it is marked
 */
export function Conversation({ shown, now, since }: { shown: Shown; now: number; since: number | undefined }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  const here = ticketHref(association!.id, shown.ticket.number);
  return (
    <ol class="conversation">
      {shown.events.map((event) => {
        const said = wordsOf(event, m.askWhom);
        return (
          <li
            key={event.version}
            id={`e${event.version}`}
            class={said.length > 0 || event.files.length > 0 ? lookOf(event) : 'done'}
          >
            <p class="said-by">
              <strong>{event.name}</strong> <What event={event} within={shown.within} />{' '}
              <span class="muted">
                <Moment at={event.at} now={now} />
              </span>{' '}
              {!event.shown && <StatusChip tone="attention">{m.internal}</StatusChip>}{' '}
              {since !== undefined && event.version > since && <StatusChip tone="good">{m.newHere}</StatusChip>}
            </p>
            {said.map((words) => (
              <blockquote key={words}>
                {words.split('\n').map((line, index) => (
                  <p key={index}>{line}</p>
                ))}
              </blockquote>
            ))}
            {Array.isArray(event.what.answers) && <Answers answers={event.what.answers} />}
            <FileLinks here={here} files={event.files} />
          </li>
        );
      })}
    </ol>
  );
}

/** Notes, the office's words and those of the entity look different from one another. */
function lookOf({ shown, party }: Event): string {
  if (!shown) return 'said said-note';
  return party === 'office' || party === 'head' || party === 'supplier' ? 'said said-office' : 'said';
}

/**
 * What somebody did, after his name.
 *
 * @param within numbers of other requests that can be seen from this post: only they are links
 */
function What({ event, within }: { event: Event; within: Shown['within'] }) {
  const { kind, what, person } = event;
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const name = happeningNames[kind as keyof typeof happeningNames]?.[language] ?? kind;
  const other = (field: string): ComponentChildren => {
    if (typeof what[field] !== 'number') return null;
    const number = ticketNumber(what[field]);
    return <> {within.includes(number) ? <a href={ticketHref(association!.id, number)}>{number}</a> : number}</>;
  };
  switch (kind) {
    case 'opened':
      return (
        <>
          {name} {forWhom(event, m)}
          {typeof what.came === 'number' && Date.parse(event.at) - what.came > aMoment && (
            <> {m.letterCame(momentText(new Date(what.came).toISOString(), language))}</>
          )}
        </>
      );
    case 'assigned':
      if (what.to === null) return <>{m.gaveBack}</>;
      return <>{what.to === person ? m.took : m.gaveTo(String(what.toName))}</>;
    case 'priority-changed':
      return (
        <>
          {name}: {priorityNames[what.priority as keyof typeof priorityNames]?.[language]}
        </>
      );
    case 'line-changed':
      return (
        <>
          {name}: {what.line ? lineNames[what.line as keyof typeof lineNames]?.[language] : m.lineOfService}
        </>
      );
    case 'level-changed':
      return (
        <>
          {name}: {handedTo(what, levelNames[what.level as keyof typeof levelNames]?.[language] ?? '', m)}
          {typeof what.percent === 'number' && ` (${m.timeGone(what.percent)})`}
        </>
      );
    case 'warned':
      return (
        <>
          {name} ({m.timeGone(Number(what.percent))})
        </>
      );
    case 'service-changed':
      return <>{what.service ? `${name}: ${what.service}` : name}</>;
    case 'rated':
      return (
        <>
          {name}: {m[what.rating as 'satisfied' | 'so-so' | 'unsatisfied']}
        </>
      );
    case 'merged':
    case 'split':
      return (
        <>
          {name}
          {other('into')}
        </>
      );
    case 'absorbed':
    case 'separated':
      return (
        <>
          {name}
          {other('ticket')}
        </>
      );
    case 'unmerged':
      return (
        <>
          {name}
          {other('from')}
        </>
      );
    case 'parent-set':
      return (
        <>
          {name}
          {other('parent')}
        </>
      );
    case 'refused':
      return (
        <>
          {name}
          {typeof what.article === 'string' && typeof what.clause === 'string' && (
            <>
              {' '}
              (<a href={`/${association!.id}/convenzione/${encodeURIComponent(what.clause)}`}>{what.article}</a>)
            </>
          )}
        </>
      );
    default:
      return <>{name}</>;
  }
}

/** Letters are read every minute: whoever reads one later says when it came. */
const aMoment = 10 * 60_000;

/** Whose request somebody else opened, and whether on the phone. */
function forWhom({ what, person, name }: Event, m: (typeof messages)['it']): string {
  const { requester, requesterName, origin } = what;
  const isOwn = requester === null ? requesterName === name : requester === person;
  if (isOwn || typeof requesterName !== 'string') return '';
  return origin === 'phone' ? m.openedByPhone(requesterName) : m.openedFor(requesterName);
}

/** The words of an event, as they were written. */
function wordsOf({ what }: Event, whom: string): readonly string[] {
  const fields = ['body', 'why', 'instructions', 'result'];
  const words = fields.flatMap((field) => (typeof what[field] === 'string' && what[field] !== '' ? [what[field]] : []));
  return typeof what.ask === 'string' && what.ask !== '' ? [...words, `${whom}: ${what.ask}`] : words;
}

/** The level, and whom it was given to where that was said. */
function handedTo(
  { to, toName }: Event['what'],
  level: string,
  m: Pick<(typeof messages)['it'], 'handedTo' | 'handedToAll'>,
): string {
  if (to === null) return m.handedToAll(level);
  return typeof toName === 'string' && toName !== '' ? m.handedTo(level, toName) : level;
}
