import { instantOf, type LocalTime } from '../../kernel/day.ts';
import { text } from '../../kernel/text.ts';
import { BadInput, type Problem } from '../../platform/problem.ts';
import type { Regulation } from './regulation.ts';
import type { MeetingKind } from './rules/index.ts';

export type GivenMeeting = {
  readonly body: string;
  readonly kind: MeetingKind;
  readonly reason: string;
  readonly title: string;
  readonly place: string;
  readonly remote: boolean;
  readonly remoteLink: string;
  readonly firstCall?: LocalTime | undefined;
  readonly secondCall?: LocalTime | undefined;
};

/** The columns of a meeting as given. Every problem at once: a missing reason of urgency, a second call before the first or too soon, an attendance from elsewhere that is not allowed. */
export function meetingColumns(given: GivenMeeting, regulation: Pick<Regulation, 'remote' | 'secondCallGap'>) {
  const problems: Problem[] = [];
  const [first, second] = [given.firstCall, given.secondCall].map((time) => time && new Date(instantOf(time)));
  if (given.kind === 'urgent' && given.reason === '')
    problems.push({
      path: 'reason',
      says: text('Una convocazione urgente ha bisogno di un motivo.', 'An urgent convocation needs a reason.'),
    });
  if (second && !first)
    problems.push({
      path: 'firstCall',
      says: text('Serve anche la prima convocazione.', 'The first call is needed too.'),
    });
  if (first && second && second.getTime() - first.getTime() < regulation.secondCallGap * 3_600_000)
    problems.push({
      path: 'secondCall',
      says: text(
        `La seconda convocazione è almeno ${regulation.secondCallGap} ore dopo la prima.`,
        `The second call is at least ${regulation.secondCallGap} hours after the first.`,
      ),
    });
  if (given.remote && !regulation.remote)
    problems.push({
      path: 'remote',
      says: text(
        'La convenzione non ammette la partecipazione a distanza.',
        'The agreement does not allow remote attendance.',
      ),
    });
  if (given.remoteLink !== '' && !/^https?:\/\//.test(given.remoteLink))
    problems.push({
      path: 'remoteLink',
      says: text('Serve un indirizzo, come https://…', 'It must be an address, such as https://…'),
    });
  if (problems.length > 0) throw new BadInput(problems);
  return {
    body: given.body,
    kind: given.kind,
    reason: given.reason,
    title: given.title,
    place: given.place,
    remote: given.remote,
    remote_link: given.remoteLink,
    first_call: first ?? null,
    second_call: second ?? null,
  };
}
