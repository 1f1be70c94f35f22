import type { z } from 'zod';
import { CheckField, HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { type QueueView, queueViews } from '../actions/count-views.ts';
import type { listSavedViews } from '../actions/saved-views.ts';
import { messages } from '../messages.ts';
import { deskHref } from './desk-frame.ts';
import { viewHref } from './queue-names.ts';

export type SavedViews = z.output<typeof listSavedViews.output>['items'];

/** What the desk works with, and its head sets. */
export type Ways = readonly ('risposte-pronte' | 'automatismi')[];

/**
 * The views of the queue with how many requests each has: those that every desk has, and those that were saved.
 *
 * @param saved undefined for whoever saves none
 * @param asked what the list beside asks, to be saved
 */
export function QueueViews({
  views,
  saved,
  asked,
  ways,
}: {
  views: Readonly<Partial<Record<QueueView, number>>>;
  saved: SavedViews | undefined;
  asked: Readonly<Record<string, unknown>>;
  ways: Ways;
}) {
  const { association, url, actor } = useFrame();
  const m = messages[useLanguage()];
  const { id } = association!;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const shown = (Object.keys(queueViews) as QueueView[]).filter((view) => view === 'open' || (views[view] ?? 0) > 0);
  const isHere = (href: string) => search !== '' && href.endsWith(search);
  const link = (href: string, title: string, count: number, here: boolean) => (
    <a href={href} aria-current={here ? 'page' : undefined}>
      {title} <span class="tabs-count">{count > 1000 ? m.more : count}</span>
    </a>
  );
  const isKnown = [
    ...shown.map((view) => viewHref(id, queueViews[view])),
    ...(saved ?? []).map((one) => viewHref(id, one.asked)),
  ].some(isHere);
  return (
    <nav class="desk-views" aria-label={m.views}>
      <ul>
        {shown.map((view) => {
          const href = viewHref(id, queueViews[view]);
          return (
            <li key={view}>
              {link(href, m[view], views[view] ?? 0, isHere(href) || (search === '' && view === 'open'))}
            </li>
          );
        })}
      </ul>
      {saved && saved.length > 0 && (
        <>
          <h2>{m.savedViews}</h2>
          <ul>
            {saved.map((view) => {
              const href = viewHref(id, view.asked);
              return (
                <li key={view.id}>
                  {link(href, view.name, view.count, isHere(href))}
                  {isHere(href) && (view.own || actor.role === 'RES') && (
                    <Form action={deskHref(id, '/viste')}>
                      <HiddenField name="togli" value={view.id} />
                      <button type="submit" class="btn btn-link btn-xs" aria-label={m.viewRemove(view.name)}>
                        ×
                      </button>
                    </Form>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {saved && search !== '' && !isKnown && (
        <details>
          <summary>{m.saveView}</summary>
          <Form action={deskHref(id, '/viste')}>
            {Object.entries(asked).map(
              ([field, value]) =>
                field !== 'cursor' &&
                value !== undefined && <HiddenField key={field} name={`asked.${field}`} value={String(value)} />,
            )}
            <TextField name="name" label={m.viewName} />
            {actor.role !== 'REF' && <CheckField name="shared" label={m.viewShared} />}
            <button type="submit" class="btn btn-outline-primary btn-xs">
              {m.viewSave}
            </button>
          </Form>
        </details>
      )}
      {ways.length > 0 && (
        <>
          <h2>{m.ways}</h2>
          <ul>
            {ways.map((way) => (
              <li key={way}>
                <a href={deskHref(id, `/${way}`)}>{m[way]}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}
