import { showDay } from '../../../../kernel/day.ts';
import type { TodayPanel } from '../../../../platform/page.ts';
import { listAdministrators } from '../../actions/administrators/list-administrators.ts';
import { listPosts } from '../../actions/list-posts.ts';
import { authoriseRequest } from '../../actions/requests/authorise-request.ts';
import { carryOutRequest } from '../../actions/requests/carry-out-request.ts';
import { listRequests } from '../../actions/requests/list-requests.ts';
import { openReview } from '../../actions/reviews/open-review.ts';
import { reviewPosts } from '../../actions/reviews/review-posts.ts';
import { showReview } from '../../actions/reviews/show-review.ts';
import { peopleMessages } from '../../people-messages.ts';
import { peopleAddress } from './people-frame.tsx';

/** What waits for the actor among accesses: requests, confirmations, posts that end, checks of administrators. */
export const peoplePanel: TodayPanel = {
  needs: listRequests,
  order: 15,
  panel: async (request) => {
    const { language } = request;
    const m = peopleMessages[language];
    const lines: { readonly href: string; readonly says: string }[] = [];
    const { waiting } = await request.perform(listRequests, { limit: 1 });
    const requests = peopleAddress(request, 'requests');
    if (waiting.toDecide > 0 && request.may(authoriseRequest))
      lines.push({ href: `${requests}?stato=requested`, says: m.todayRequests(waiting.toDecide) });
    if (waiting.authorised > 0 && request.may(carryOutRequest))
      lines.push({ href: `${requests}?stato=authorised`, says: m.todayCarryOut(waiting.authorised) });
    const review = await request.perform(showReview, { outcome: 'open' });
    const address = peopleAddress(request, 'review');
    if (review.isDue && request.may(openReview)) lines.push({ href: address, says: m.todayReviewDue });
    if (review.round && review.round.counts.open > 0 && request.may(reviewPosts)) {
      const due = showDay(review.round.due, language);
      lines.push({ href: address, says: m.todayReview(review.round.counts.open, due) });
    }
    const { count } = await request.perform(listPosts, { state: 'soon', limit: 1 });
    if (count > 0) lines.push({ href: `${peopleAddress(request, 'posts')}?stato=soon`, says: m.todaySoon(count) });
    if (request.may(listAdministrators)) {
      const { due } = await request.perform(listAdministrators, { state: 'due' });
      const register = `${peopleAddress(request, 'administrators')}?stato=due`;
      if (due > 0) lines.push({ href: register, says: m.todayChecks(due) });
    }
    if (lines.length === 0) return null;
    return (
      <section class="panel" aria-labelledby="accessi">
        <h2 id="accessi">{m.todayTitle}</h2>
        <ul>
          {lines.map(({ href, says }) => (
            <li key={href}>
              <a href={href}>{says}</a>
            </li>
          ))}
        </ul>
      </section>
    );
  },
};
