import type { TodayPanel } from '../../../platform/page.ts';
import { listMeetings } from '../actions/list-meetings.ts';
import { showSitting } from '../actions/show-sitting.ts';
import { messages } from '../messages.ts';
import { organiHref, timeText } from './meetings-frame.tsx';

/** On the first page: a sitting in session with its open ballot, else the next one. */
export const sittingPanel: TodayPanel = {
  needs: listMeetings,
  order: 12,
  panel: async (request) => {
    if (request.actor.role === null && request.actor.kind !== 'console') return null;
    const { language } = request;
    const m = messages[language];
    const [running] = (await request.perform(listMeetings, { state: 'open', limit: 1 })).items;
    const convened = await request.perform(listMeetings, { state: 'convened', from: request.now.today, limit: 100 });
    const next = convened.items.at(-1);
    const shown = running ?? next;
    if (!shown) return null;
    const sitting = running && (await request.perform(showSitting, { meeting: running.number }));
    const votes = sitting?.current?.state === 'started' && sitting.mine.some(({ at }) => at === null);
    const href = organiHref(request, 'sedute', shown.number);
    return (
      <section class="panel" aria-labelledby="oggi-seduta">
        <h2 id="oggi-seduta">{running ? m.runningSitting : m.nextSitting}</h2>
        <p>
          <a href={running ? `${href}/voto` : href}>{shown.bodyName[language]}</a>
          {shown.firstCall && `, ${timeText(shown.firstCall, language)}`}
          {shown.place && `, ${shown.place}`}
        </p>
        {votes && sitting.current && (
          <p>
            <strong>{m.openBallot}:</strong> {sitting.current.question}{' '}
            <a class="btn btn-primary" href={`${href}/voto`}>
              {m.goVote}
            </a>
          </p>
        )}
      </section>
    );
  },
};
