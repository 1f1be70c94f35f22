import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PagePart, PageRoute } from '../../../platform/page.ts';
import { SelectField } from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { linkAnnouncement, showLinks } from '../actions/link-announcement.ts';
import { readStatus } from '../actions/read-status.ts';
import { writeArticle } from '../actions/write-article.ts';
import { messages } from '../messages.ts';
import { articlesHref, statusHref } from './knowledge-frame.ts';
import { type Announcement, When } from './status.page.tsx';

const dayLong = 24 * 60 * 60 * 1000;

/** On the desk and where one asks: what does not work now, and what will be worked on within a day. */
export const bannerPart: PagePart = {
  page: 'desk',
  order: 10,
  part: async (request) => {
    const { now, coming } = await request.perform(readStatus, {});
    const soon = coming.filter(({ starts }) => Date.parse(starts) <= request.now.instant.getTime() + dayLong);
    const [first, ...others] = [...now, ...soon];
    if (!first) return null;
    if (request.may(writeArticle)) return <Line first={first} others={others} />;
    return (
      <Notice tone="warning" title={messages[request.language].status}>
        <Announced announcements={[first, ...others]} />
      </Notice>
    );
  },
};

/** One line for who works below it, which opens: the rows of the queue stay in sight. */
function Line({ first, others }: { first: Announcement; others: readonly Announcement[] }) {
  const m = messages[useLanguage()];
  return (
    <details class="announced">
      <summary>
        <Icon name="warning" size="small" /> <strong>{m.status}:</strong> {first.title}
        {others.length > 0 && ` (${m.andOthers(others.length)})`}
      </summary>
      <Announced announcements={[first, ...others]} />
    </details>
  );
}

function Announced({ announcements }: { announcements: readonly Announcement[] }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  return (
    <ul>
      {announcements.map((one) => (
        <li key={one.id}>
          {m[one.kind]}: <a href={statusHref(association!.id, `/${one.id}`)}>{one.title}</a> <When of={one} />
        </li>
      ))}
    </ul>
  );
}

/** Beside a request, for who works on it: the known problem that is its cause, and the article that can be made of it. */
export const requestPart: PagePart = {
  page: 'request',
  order: 20,
  part: async (request) => {
    if (!request.may(showLinks)) return null;
    const ticket = request.params.richiesta!;
    const links = await request.perform(showLinks, { ticket });
    const article = links.solved && request.may(writeArticle);
    if (links.linked.length + links.others.length === 0 && !article) return null;
    return <Links links={links} ticket={ticket} article={article} />;
  },
};

const path = '/:association/assistenza/richieste/:richiesta/problema-noto';

/** Linking a request to a known problem, or taking the link away. */
export const linkRoute: PageRoute = {
  method: 'POST',
  path,
  needs: linkAnnouncement,
  answer: async (request) => {
    const ticket = request.params.richiesta!;
    const linked = request.form.linked !== 'false';
    const announcement = oneText(request.form.announcement) ?? '';
    await request.perform(linkAnnouncement, { announcement, ticket, linked });
    const key = linked ? 'linkedNow' : 'unlinkedNow';
    return {
      kind: 'redirect',
      to: `/${request.association!.id}/assistenza/richieste/${ticket.replace('/', '-')}`,
      notice: text(messages.it[key], messages.en[key]),
    };
  },
};

function Links({
  links,
  ticket,
  article,
}: {
  links: z.output<typeof showLinks.output>;
  ticket: string;
  article: boolean;
}) {
  const { association, csrf } = useFrame();
  const m = messages[useLanguage()];
  const { id } = association!;
  const here = `/${id}/assistenza/richieste/${ticket.replace('/', '-')}/problema-noto`;
  return (
    <section aria-label={m.knownProblem}>
      {links.linked.map((one) => (
        <form key={one.id} method="post" action={here}>
          <input type="hidden" name="_csrf" value={csrf} />
          <input type="hidden" name="announcement" value={one.id} />
          <input type="hidden" name="linked" value="false" />
          {m.knownProblem}: <a href={statusHref(id, `/${one.id}`)}>{one.title}</a>{' '}
          <button type="submit" class="btn btn-outline-primary btn-xs">
            {m.unlink}
          </button>
        </form>
      ))}
      {links.others.length > 0 && (
        <details>
          <summary>{m.linkTo}</summary>
          <Form action={here}>
            <SelectField
              name="announcement"
              label={m.knownProblem}
              width="full"
              choices={links.others.map((one) => ({ value: one.id, label: one.title }))}
            />
            <button type="submit" class="btn btn-outline-primary btn-xs">
              {m.link}
            </button>
          </Form>
        </details>
      )}
      {article && (
        <p>
          <a href={articlesHref(id, `/nuovo?richiesta=${ticket.replace('/', '-')}`)}>{m.makeArticle}</a>
        </p>
      )}
    </section>
  );
}
