import { Feed } from 'feed';
import type { PageRoute } from '../../../platform/page.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { readStatus } from '../actions/read-status.ts';
import { messages } from '../messages.ts';
import { momentText } from '../vocabulary.ts';
import { statusHref } from './knowledge-frame.ts';

/** Announcements as an Atom feed, each with all that was said of it. */
export const statusFeed: PageRoute = {
  method: 'GET',
  path: '/:association/stato/stato.atom',
  open: true,
  answer: async (request) => {
    const { now, coming, past } = await request.perform(readStatus, {});
    const m = messages[request.language];
    const { id, name } = request.association!;
    const here = `${siteAddress(request.caller) ?? request.caller.site ?? ''}${statusHref(id)}`;
    const items = [...now, ...coming, ...past]
      .map((one) => ({ ...one, updated: one.updates.at(-1)?.at ?? one.starts }))
      .toSorted((a, b) => b.updated.localeCompare(a.updated));
    const feed = new Feed({
      id: here,
      link: here,
      title: `${m.status} – ${name}`,
      language: request.language,
      copyright: '',
      generator: 'Comunanza',
      updated: items[0] ? new Date(items[0].updated) : request.now.instant,
      feedLinks: { atom: `${here}/stato.atom` },
    });
    for (const one of items) {
      feed.addItem({
        id: `${here}/${one.id}`,
        link: `${here}/${one.id}`,
        title: `${m[one.standing === 'over' ? (one.outcome ?? 'done') : one.kind]}: ${one.title}`,
        description: one.updates
          .toReversed()
          .map(({ at, stage, body }) => `${momentText(at, request.language)}, ${m[stage]}: ${body}`)
          .join('\n\n'),
        date: new Date(one.updated),
      });
    }
    return {
      kind: 'file',
      name: 'stato.atom',
      type: 'application/atom+xml; charset=utf-8',
      content: feed.atom1(),
      inline: true,
    };
  },
};
