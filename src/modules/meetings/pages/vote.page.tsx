import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { ErrorSummary, Form } from '../../../platform/pages/form.tsx';
import { type FormState, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { castVote } from '../actions/cast-vote.ts';
import { showSitting } from '../actions/show-sitting.ts';
import { messages } from '../messages.ts';
import { following } from './follow.ts';
import { crumbsTo, hourOf, isLive, Live, numberIn, organiHref } from './meetings-frame.tsx';
import { BallotResult, type Current, QuorumBar, type Sitting } from './sitting-parts.tsx';
import { choiceText } from './words.ts';

/** A representative's own page: the question, the choices as big buttons, what was recorded. */
export const votePage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/voto',
  example: { seduta: '1' },
  answer: (request) => page(request),
};

export const voteForm: PageRoute = {
  method: 'POST',
  path: '/:association/organi/sedute/:seduta/voto',
  needs: castVote,
  answer: async (request) => {
    const { ballot = '', choice = '', seat } = request.form;
    const meeting = numberIn(request, 'seduta');
    const attempt = await request.attempt(castVote, { meeting, ballot, choice, seat });
    if (!attempt.ok) return page(request, returnedForm(request, attempt));
    return { kind: 'redirect', to: `${organiHref(request, 'sedute', meeting)}/voto` };
  },
};

export const voteEvents: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/voto/dal-vivo',
  follows: true,
  answer: async (request) => {
    const action = `${organiHref(request, 'sedute', numberIn(request, 'seduta'))}/voto`;
    return following(request, 'all but votes', (sitting) => <OwnBallot sitting={sitting} action={action} />);
  },
};

async function page(request: PageRequest, failed?: FormState): Promise<PageReply> {
  const sitting = await request.perform(showSitting, { meeting: numberIn(request, 'seduta') });
  const m = messages[request.language];
  const action = `${organiHref(request, 'sedute', sitting.number)}/voto`;
  return {
    kind: 'page',
    title: `${m.voteView}: ${m.meeting(sitting.number)}`,
    status: failed ? 422 : 200,
    crumbs: crumbsTo(request, 'meetings', sitting.number),
    scope: 'entity',
    scripts: isLive(sitting) ? ['live'] : [],
    body: (
      <>
        <h1>{sitting.bodyName[request.language]}</h1>
        {failed && <ErrorSummary state={failed} />}
        <Live on={isLive(sitting)} href={`${action}/dal-vivo`}>
          <OwnBallot sitting={sitting} action={action} />
        </Live>
      </>
    ),
  };
}

export function OwnBallot({ sitting, action }: { sitting: Sitting; action: string }) {
  const language = useLanguage();
  const m = messages[language];
  const { current, mine } = sitting;
  return (
    <div class="own-ballot">
      {current?.state === 'started' && mine.length > 0 ? (
        mine.map((seat) => (
          <OwnVote
            key={seat.seat}
            seat={seat}
            weight={sitting.seats.find((one) => one.seat === seat.seat)?.weight ?? null}
            ballot={current}
            action={action}
            several={mine.length > 1}
          />
        ))
      ) : current?.state === 'started' ? (
        <>
          <p class="own-question">{current.question}</p>
          <Notice tone="info" title={m.notPresent}>
            <p>{m.notPresentHelp}</p>
          </Notice>
        </>
      ) : (
        <>
          <p class="own-question">{current ? current.question : m.waiting}</p>
          {current?.state === 'stopped' && <p>{m.stopped}</p>}
          {current?.state === 'published' && (
            <>
              <BallotResult ballot={current} />
              {mine.map((seat) =>
                seat.at ? (
                  <Recorded key={seat.seat} seat={seat} ballot={current} papers={papersHref(action, current)} />
                ) : null,
              )}
              {sitting.state === 'open' && <p class="muted">{m.waiting}</p>}
            </>
          )}
          {mine.length === 0 && sitting.state === 'open' && (
            <Notice tone="info" title={m.notPresent}>
              <p>{m.notPresentHelp}</p>
            </Notice>
          )}
        </>
      )}
      <QuorumBar sitting={sitting} />
    </div>
  );
}

type Mine = Sitting['mine'][number];

function OwnVote({
  seat,
  weight,
  ballot,
  action,
  several,
}: {
  seat: Mine;
  weight: string | null;
  ballot: Current;
  action: string;
  several: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <section aria-labelledby={`domanda-${ballot.number}-${seat.seat}`}>
      <h2 class="own-question" id={`domanda-${ballot.number}-${seat.seat}`}>
        {ballot.question}
      </h2>
      <p class="muted">
        {m.voteFor(seat.title[language])} · {ballot.way === 'secret' ? m.secretWay : m.openWay}
        {weight !== null && (
          <>
            {' '}
            · {m.weight} {weight}:{' '}
            <a href={`${action.slice(0, -'/voto'.length)}/pesi/${encodeURIComponent(seat.seat)}`}>{m.weightWhy}</a>
          </>
        )}
      </p>
      <Form action={action}>
        <input type="hidden" name="ballot" value={ballot.number} />
        {several && <input type="hidden" name="seat" value={seat.seat} />}
        <div class="vote-buttons">
          {ballot.choices.map((choice) => (
            <button
              key={choice}
              type="submit"
              name="choice"
              value={choice}
              class={`vote-button vote-${ballot.kind === 'proposal' ? choice : 'candidate'}`}
              aria-pressed={ballot.way === 'open' && seat.at ? seat.choice === choice : undefined}
            >
              {choiceText(choice, ballot.candidates, m)}
            </button>
          ))}
        </div>
      </Form>
      {seat.at && (
        <>
          <Recorded seat={seat} ballot={ballot} />
          <p class="muted">{m.mayChange}</p>
        </>
      )}
    </section>
  );
}

/** Where the papers of a ballot are, from the address of the vote. */
const papersHref = (action: string, { number }: Current) => `${action.slice(0, -'/voto'.length)}/votazioni/${number}`;

/** @param papers where the paper can be found again, once the outcome is declared */
function Recorded({ seat, ballot, papers }: { seat: Mine; ballot: Current; papers?: string }) {
  const m = messages[useLanguage()];
  const said =
    ballot.way === 'secret' ? m.recordedSecret : m.recorded(choiceText(seat.choice ?? '', ballot.candidates, m));
  return (
    <Notice tone="success" title={`${said}, ${m.recordedAt(seat.at ? hourOf(seat.at) : '')}`} alert>
      {seat.receipt && (
        <p>
          {m.receipt}: <code class="hash">{seat.receipt}</code>. {m.receiptHint}
        </p>
      )}
      {seat.receipt && papers && (
        <p>
          <a href={`${papers}?ricevuta=${seat.receipt}#schede`}>{m.receiptCheck}</a>
        </p>
      )}
    </Notice>
  );
}
