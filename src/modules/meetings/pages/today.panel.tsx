import { addDays, type LocalTime } from '../../../kernel/day.ts';
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
    const { today } = request.now;
    // A second call may come some days after a first one that lacked its quorum.
    const convened = await request.perform(listMeetings, { state: 'convened', from: addDays(today, -31), limit: 200 });
    const next = convened.items.findLast((meeting) => callFrom(meeting, today) !== null);
    const shown = running ?? next;
    if (!shown) return null;
    const call = running ? null : callFrom(shown, today);
    const sitting = running && (await request.perform(showSitting, { meeting: running.number }));
    const votes = sitting?.current?.state === 'started' && sitting.mine.some(({ at }) => at === null);
    const href = organiHref(request, 'sedute', shown.number);
    return (
      <section class="panel" aria-labelledby="oggi-seduta">
        <h2 id="oggi-seduta">{running ? m.runningSitting : m.nextSitting}</h2>
        <p>
          <a href={running ? `${href}/voto` : href}>{shown.bodyName[language]}</a>
          {call && call.call === 2 && `, ${m.call(2)}`}
          {(call?.at ?? shown.firstCall) && `, ${timeText((call?.at ?? shown.firstCall)!, language)}`}
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

/** The call that is still to come, today's included; null when both have passed. */
function callFrom(
  { firstCall, secondCall }: { readonly firstCall: LocalTime | null; readonly secondCall: LocalTime | null },
  today: string,
): { readonly call: 1 | 2; readonly at: LocalTime } | null {
  if (firstCall && firstCall.slice(0, 10) >= today) return { call: 1, at: firstCall };
  if (secondCall && secondCall.slice(0, 10) >= today) return { call: 2, at: secondCall };
  return null;
}
