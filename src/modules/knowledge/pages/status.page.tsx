import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { announce } from '../actions/announce.ts';
import { readStatus } from '../actions/read-status.ts';
import { chooseSubscription } from '../actions/subscribe.ts';
import { messages } from '../messages.ts';
import { momentText } from '../vocabulary.ts';
import { statusCrumbs, statusHref } from './knowledge-frame.ts';

type Status = z.output<typeof readStatus.output>;
export type Announcement = Status['now'][number];

/** How the services are: for anybody, without signing in. */
export const statusPage: PageRoute = {
  method: 'GET',
  path: '/:association/stato',
  open: true,
  answer: async (request) => {
    const status = await request.perform(readStatus, {});
    return {
      kind: 'page',
      title: messages[request.language].status,
      crumbs: statusCrumbs(request).slice(0, 1),
      scope: 'association',
      body: (
        <>
          <StatusPage status={status} announces={request.may(announce)} chooses={request.may(chooseSubscription)} />
          {await request.partsOf('public-help')}
        </>
      ),
    };
  },
};

const tones = { works: 'good', maintenance: 'attention', slow: 'attention', down: 'bad' } as const;

function StatusPage({
  status,
  announces,
  chooses,
}: {
  status: Status;
  announces: boolean;
  /** Letters go to people with an account; the feed to anybody. */
  chooses: boolean;
}) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { id } = association!;
  const bad = status.now.some(({ kind, impact }) => kind === 'problem' && impact !== 'none');
  const said = bad ? m.someDont : status.now.length > 0 ? m.someWork : m.allWork;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.status}</h1>
          <p class="lead">{m.statusLead}</p>
        </div>
        <div class="page-actions">
          {announces && (
            <a class="btn btn-primary" href={statusHref(id, '/nuovo')}>
              <Icon name="plus" size="small" /> {m.announce}
            </a>
          )}
          {chooses && (
            <a class="btn btn-outline-primary" href={statusHref(id, '/lettere')}>
              {m.letters}
            </a>
          )}
          <a class="btn btn-outline-primary" href={statusHref(id, '/stato.atom')} hx-boost="false">
            {m.feed}
          </a>
        </div>
      </div>
      <Notice tone={bad ? 'error' : status.now.length > 0 ? 'warning' : 'success'} title={said} />
      {status.now.length > 0 && (
        <section aria-labelledby="adesso">
          <h2 id="adesso">{m.now}</h2>
          {status.now.map((one) => (
            <AnnouncementCard key={one.id} announcement={one} />
          ))}
        </section>
      )}
      <section aria-labelledby="programmati">
        <h2 id="programmati">{m.coming}</h2>
        {status.coming.length === 0 && <p class="muted">{m.noneComing}</p>}
        {status.coming.map((one) => (
          <AnnouncementCard key={one.id} announcement={one} />
        ))}
      </section>
      <section aria-labelledby="servizi">
        <h2 id="servizi">{m.services}</h2>
        <DataTable
          caption={m.services}
          captionHidden
          columns={[
            { key: 'service', title: m.service, names: true, cell: ({ name }) => name[language] },
            {
              key: 'state',
              title: m.state,
              cell: ({ state }) => <StatusChip tone={tones[state]}>{m[state]}</StatusChip>,
            },
          ]}
          rows={status.services}
          rowKey={({ code }) => code}
          empty={<p class="muted">{m.noServices}</p>}
          dense
        />
      </section>
      <section aria-labelledby="conclusi">
        <h2 id="conclusi">{m.past}</h2>
        {status.past.length === 0 ? (
          <p class="muted">{m.nonePast}</p>
        ) : (
          <ul>
            {status.past.map((one) => (
              <li key={one.id}>
                <a href={statusHref(id, `/${one.id}`)}>{one.title}</a> <Outcome of={one} /> <When of={one} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** An announcement in few words, with the last that was said. */
function AnnouncementCard({ announcement }: { announcement: Announcement }) {
  const { association } = useFrame();
  const language = useLanguage();
  const last = announcement.updates.at(-1);
  return (
    <article class="announcement">
      <h3>
        <a href={statusHref(association!.id, `/${announcement.id}`)}>{announcement.title}</a>
      </h3>
      <p>
        <Outcome of={announcement} /> <When of={announcement} />
      </p>
      <Touched of={announcement} />
      {last && (
        <p>
          <time dateTime={last.at}>{momentText(last.at, language)}</time>
          {': '}
          {last.body}
        </p>
      )}
    </article>
  );
}

/** What it does to a service, which is `slow` or `down` meanwhile. */
export const impactWords = { down: 'stops', slow: 'slows', none: 'none' } as const;

/** The services it touches, and how. */
export function Touched({ of }: { of: Announcement }) {
  const language = useLanguage();
  const m = messages[language];
  const names = of.services.map(({ name }) => name[language]).join(', ') || m.allServices;
  return (
    <p>
      {names}: {m[impactWords[of.impact]]}
    </p>
  );
}

/** What it is, or how it ended. */
export function Outcome({ of }: { of: Announcement }) {
  const m = messages[useLanguage()];
  if (of.standing === 'over') return <StatusChip tone="good">{m[of.outcome ?? 'done']}</StatusChip>;
  return <StatusChip tone={of.kind === 'problem' ? 'bad' : 'attention'}>{m[of.kind]}</StatusChip>;
}

/** From when to when; what is only expected is said to be. */
export function When({ of }: { of: Announcement }) {
  const language = useLanguage();
  const m = messages[language];
  const until = of.closed ?? of.ends;
  const from = momentText(of.starts, language);
  return (
    <span class="muted">
      {until ? m.fromTo(from, momentText(until, language)) : m.since(from)}
      {until && !of.closed && of.kind === 'problem' && ` (${m.expected})`}
    </span>
  );
}
