import type { z } from 'zod';
import { type Day, showDay, yearOf } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { listMeetings } from '../../meetings/index.ts';
import { createFeed, listFeeds, revokeFeedAction } from '../actions/feeds.ts';
import { messages } from '../messages.ts';
import { DutiesTabs, dutiesAddress, dutiesCrumbs } from './duties-frame.tsx';

type Listed = z.output<typeof listFeeds.output>;
const path = '/:association/convenzione/adempimenti/calendari';

async function answer(request: PageRequest, made: string | null = null): Promise<PageReply> {
  const list = await request.perform(listFeeds, {});
  const open = request.may(listMeetings) ? (await request.perform(listMeetings, { limit: 1 })).published : 0;
  return {
    kind: 'page',
    title: messages[request.language].feedsTitle,
    crumbs: dutiesCrumbs(request),
    body: <FeedsPage list={list} made={made} open={open > 0} year={yearOf(request.now.today)} />,
  };
}

/** Calendars to subscribe to: one's own, the entity's, the public one. */
export const feedsRoutes: PageRoute[] = [
  { method: 'GET', path, needs: listFeeds, answer: (request) => answer(request) },
  {
    method: 'POST',
    path,
    needs: createFeed,
    answer: async (request) => {
      const of = request.form.of as 'me' | 'entity';
      const { path: made } = await request.perform(createFeed, { of });
      return answer(request, `${request.caller.site ?? ''}${made}`);
    },
  },
  {
    method: 'POST',
    path: `${path}/revoca`,
    needs: revokeFeedAction,
    answer: async (request) => {
      await request.perform(revokeFeedAction, { of: request.form.of as 'me' | 'entity' });
      return {
        kind: 'redirect',
        to: dutiesAddress(request, '/calendari'),
        notice: text('Indirizzo revocato.', 'Address revoked.'),
      };
    },
  },
];

export function FeedsPage({
  list,
  made,
  open,
  year,
}: {
  list: Listed;
  made: string | null;
  /** Whether there is a sitting that anybody may see. */
  open: boolean;
  year: number;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const kinds = [
    { of: 'me', title: m.feedMine, about: m.feedMineAbout },
    ...(list.entity ? [{ of: 'entity', title: m.feedEntity, about: m.feedEntityAbout }] : []),
  ];
  return (
    <>
      <h1>{m.feedsTitle}</h1>
      <p class="lead">{m.feedsLead}</p>
      <DutiesTabs current="feeds" year={year} />
      {made && (
        <Notice tone="success" title={m.feedShown} alert>
          <p>
            <code>{made}</code>
          </p>
        </Notice>
      )}
      {kinds.map(({ of, title, about }) => {
        const there = list.items.find((one) => one.of === of);
        return (
          <section class="panel" key={of} aria-labelledby={`feed-${of}`}>
            <h2 id={`feed-${of}`}>{title}</h2>
            <p>{about}</p>
            <p class="muted">{there ? m.feedThere(showDay(there.since as Day, language), there.by) : m.feedNone}</p>
            <Form state={freshForm()} action={dutiesAddress({ association }, '/calendari')}>
              <input type="hidden" name="of" value={of} />
              <FormActions submit={there ? m.feedRenew : m.feedCreate} />
            </Form>
            {there && (
              <Form state={freshForm()} action={dutiesAddress({ association }, '/calendari/revoca')}>
                <input type="hidden" name="of" value={of} />
                <FormActions submit={m.feedRevoke} />
              </Form>
            )}
          </section>
        );
      })}
      <section class="panel" aria-labelledby="feed-public">
        <h2 id="feed-public">{m.feedPublic}</h2>
        <p>{m.feedPublicAbout}</p>
        <p>
          {open ? (
            <a href={`/${association?.id}/calendari/sedute.ics`} hx-boost="false" download>
              {m.ics}
            </a>
          ) : (
            m.feedPublicNone
          )}
        </p>
      </section>
    </>
  );
}
