import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { messages } from '../messages.ts';
import { actNames, asButton } from '../vocabulary.ts';
import { formsFor, type Shown } from './act-forms.tsx';
import { deskHref, ticketHref } from './desk-frame.ts';

/** What is done every day; the rest is one click further away. */
const everyDay = [
  'attesa',
  'riprendi',
  'compito',
  'esito',
  'risolvi',
  'chiudi',
  'assegna',
  'passa',
  'ritira',
  'riapri',
  'separa',
  'annulla',
];
const keys: Readonly<Record<string, string>> = { risolvi: 'e', chiudi: 'e', assegna: 'a' };

/** The buttons of what can be done with a request from this post now. */
export function TicketActs({ shown }: { shown: Shown }) {
  const { association, actor } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { ticket } = shown;
  const here = ticketHref(association!.id, ticket.number);
  const mayTake =
    shown.acts.includes('assign') &&
    ticket.assignee !== actor.person &&
    shown.assignees.some(({ id }) => id === actor.person);
  const hidden = new Set(['rispondi', 'nota', 'valuta']);
  const forms = formsFor(shown).filter(([slug]) => !hidden.has(slug));
  const [often, seldom] = [true, false].map((wanted) => forms.filter(([slug]) => everyDay.includes(slug) === wanted));
  const button = ([slug, { act, title, fields }]: (typeof forms)[number]) => {
    const says = title?.[language] ?? asButton(actNames[act][language]);
    const key = mayTake && slug === 'assegna' ? undefined : keys[slug];
    if (!fields)
      return <Click key={slug} href={`${here}/${slug}`} fields={{ version: ticket.version }} says={says} by={key} />;
    return (
      <a key={slug} class="btn btn-outline-primary btn-xs" href={`${here}/${slug}`} data-key={key}>
        {says}
      </a>
    );
  };
  return (
    <section aria-label={m.toDo} class="ticket-acts">
      {shown.acts.includes('rate') && (
        <p class="ticket-rating">
          <strong>{m.howWasIt}</strong>
          <span class="page-actions">
            {(['satisfied', 'so-so', 'unsatisfied'] as const).map((rating) => (
              <Click
                key={rating}
                href={`${here}/valuta`}
                fields={{ version: ticket.version, rating }}
                says={asButton(m[rating])}
                pressed={ticket.rating === rating}
              />
            ))}
          </span>
        </p>
      )}
      <div class="page-actions">
        {mayTake && (
          <Click href={`${here}/assegna`} fields={{ version: ticket.version, to: 'me' }} says={m.take} by="a" first />
        )}
        {often!.map(button)}
      </div>
      {seldom!.length > 0 && (
        <details>
          <summary>{m.moreToDo}</summary>
          <div class="page-actions">{seldom!.map(button)}</div>
        </details>
      )}
      <Click
        href={`${here}/segui`}
        fields={{ follows: String(!shown.follows) }}
        says={shown.follows ? m.unfollow : m.follow}
        plain
      />
      {(shown.party === 'office' || shown.party === 'head') && (
        <a class="btn btn-link btn-xs" href={deskHref(association!.id, '/nuova')} data-key="n">
          {m.newRequest}
        </a>
      )}
    </section>
  );
}

/** One click that says it all. */
export function Click({
  href,
  fields,
  says,
  by,
  first,
  plain,
  pressed,
}: {
  href: string;
  fields: Readonly<Record<string, string | number>>;
  says: string;
  /** The key that does the same. */
  by?: string | undefined;
  /** The one thing to do. */
  first?: boolean;
  plain?: boolean;
  pressed?: boolean;
}) {
  const { csrf } = useFrame();
  const look = plain ? 'btn btn-link btn-xs' : `btn ${first || pressed ? 'btn-primary' : 'btn-outline-primary'} btn-xs`;
  return (
    <form method="post" action={href}>
      <input type="hidden" name="_csrf" value={csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={look} data-key={by} aria-pressed={pressed}>
        {says}
      </button>
    </form>
  );
}
