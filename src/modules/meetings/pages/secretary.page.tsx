import { Refused } from '../../../kernel/result.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { ErrorSummary, Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { addGuest } from '../actions/add-guest.ts';
import { createBallot, startBallot, stopBallot, voidBallot } from '../actions/ballots.ts';
import { recordVote } from '../actions/cast-vote.ts';
import { closeSitting } from '../actions/close-sitting.ts';
import { desertFirstCall } from '../actions/desert-first-call.ts';
import { publishBallot } from '../actions/publish-ballot.ts';
import { recordPassages, strikePassageEntry } from '../actions/record-passages.ts';
import { showSitting } from '../actions/show-sitting.ts';
import { messages } from '../messages.ts';
import { ballotStateTitles } from '../vocabulary.ts';
import { following } from './follow.ts';
import { backTo, crumbsTo, hourOf, isLive, Live, linesOf, numberIn, organiHref, said } from './meetings-frame.tsx';
import { BallotResult, type Current, QuorumBar, type Sitting } from './sitting-parts.tsx';
import { choiceText, decisionText } from './words.ts';

const path = '/:association/organi/sedute/:seduta/segretario';

/** The secretary's desk: agenda and ballot at the left, roll call at the right; every step a button and a key. */
export const secretaryPage: PageRoute = {
  method: 'GET',
  path,
  example: { seduta: '1' },
  needs: recordPassages,
  answer: (request) => page(request),
};

export const secretaryEvents: PageRoute = {
  method: 'GET',
  path: `${path}/dal-vivo`,
  follows: true,
  needs: recordPassages,
  answer: async (request) => {
    const base = deskOf(request);
    return following(request, 'everything', (sitting) => <Desk sitting={sitting} base={base} />);
  },
};

function deskOf(request: PageRequest): string {
  return `${organiHref(request, 'sedute', numberIn(request, 'seduta'))}/segretario`;
}

async function page(request: PageRequest, failed?: FormState): Promise<PageReply> {
  const sitting = await request.perform(showSitting, { meeting: numberIn(request, 'seduta') });
  const m = messages[request.language];
  const base = deskOf(request);
  return {
    kind: 'page',
    title: `${m.secretaryView}: ${m.meeting(sitting.number)}`,
    status: failed ? 422 : 200,
    crumbs: crumbsTo(request, 'meetings', sitting.number),
    scope: 'association',
    scripts: isLive(sitting) ? ['live'] : [],
    body: (
      <>
        <h1>
          {sitting.bodyName[request.language]}: {m.meeting(sitting.number)}
        </h1>
        {failed && <ErrorSummary state={failed} />}
        {sitting.state === 'open' && <QuickRollCall base={base} />}
        <Live on={isLive(sitting)} href={`${base}/dal-vivo`}>
          <Desk sitting={sitting} base={base} />
        </Live>
        {sitting.state === 'open' && <Further sitting={sitting} base={base} />}
      </>
    ),
  };
}

function step(
  word: string,
  run: (request: PageRequest, meeting: number) => Promise<Awaited<ReturnType<PageRequest['attempt']>>>,
  {
    notice,
    to,
    place,
  }: {
    notice?: Parameters<typeof said>[0];
    to?: (request: PageRequest) => string;
    /** Where on the desk the work goes on; the forms say the same to the client (`data-returns`). */
    place?: string | ((request: PageRequest) => string);
  } = {},
): PageRoute {
  return {
    method: 'POST',
    path: `${path}/${word}`,
    needs: recordPassages,
    answer: async (request) => {
      const attempt = await run(request, numberIn(request, 'seduta'));
      if (!attempt.ok) return page(request, returnedForm(request, attempt));
      const there = typeof place === 'function' ? place(request) : place;
      return backTo(to ? to(request) : `${deskOf(request)}${there ? `#${there}` : ''}`, notice && said(notice));
    },
  };
}

/** The names of places on the desk to which a step comes back. */
const places = {
  quick: 'appello-veloce',
  roll: 'appello',
  ballot: 'votazione',
  passages: 'passaggi',
  guests: 'invitati',
};
const rowOf = (seat: string) => `seggio-${seat}`;
const ownRow = ({ form }: PageRequest) => rowOf(oneText(form.seat) ?? '');

export const secretarySteps: readonly PageRoute[] = [
  step(
    'presenze',
    async (request, meeting) => {
      const { what, seat, remote } = request.form;
      const attempt = await request.attempt(recordPassages, { meeting, what, seats: seat, remote });
      // pressed twice: it is done already
      return isDone(attempt) ? { ok: true, value: undefined } : attempt;
    },
    { place: ownRow },
  ),
  step(
    'appello-veloce',
    async (request, meeting) => {
      const typed = oneText(request.form.place) ?? '';
      const { seats } = await request.perform(showSitting, { meeting });
      const seat = seats[Number(typed) - 1];
      if (!seat) throw new Refused(noSuchPlace(typed));
      return request.attempt(recordPassages, {
        meeting,
        what: seat.present ? 'leaves' : 'arrives',
        seats: [seat.seat],
      });
    },
    { place: places.quick },
  ),
  step(
    'tutti',
    async (request, meeting) => {
      const { seats } = await request.perform(showSitting, { meeting });
      const rest = seats.filter(({ present, expected }) => !present && expected !== null).map(({ seat }) => seat);
      return request.attempt(recordPassages, { meeting, what: 'arrives', seats: rest });
    },
    { place: places.roll },
  ),
  step(
    'passaggi/:passaggio/annulla',
    (request, meeting) => request.attempt(strikePassageEntry, { meeting, number: numberIn(request, 'passaggio') }),
    { place: places.passages },
  ),
  step(
    'invitati',
    (request, meeting) => {
      const { name, quality, proposedBy } = request.form;
      return request.attempt(addGuest, { meeting, name, quality, proposedBy });
    },
    { place: places.guests },
  ),
  step(
    'votazioni',
    (request, meeting) => {
      const { item, question, secret } = request.form;
      return request.attempt(createBallot, {
        meeting,
        item,
        question,
        secret: secret === 'secret' ? 'true' : secret === 'open' ? 'false' : undefined,
        candidates: linesOf(request.form.candidates),
      });
    },
    { place: places.ballot },
  ),
  step(
    'votazioni/:votazione/apri',
    (request, meeting) => request.attempt(startBallot, { meeting, ballot: numberIn(request, 'votazione') }),
    { place: places.ballot },
  ),
  step(
    'votazioni/:votazione/chiudi',
    (request, meeting) => request.attempt(stopBallot, { meeting, ballot: numberIn(request, 'votazione') }),
    { place: places.ballot },
  ),
  step(
    'votazioni/:votazione/proclama',
    (request, meeting) => request.attempt(publishBallot, { meeting, ballot: numberIn(request, 'votazione') }),
    { place: places.ballot },
  ),
  step(
    'votazioni/:votazione/annulla',
    (request, meeting) => {
      const { reason, repeat } = request.form;
      return request.attempt(voidBallot, { meeting, ballot: numberIn(request, 'votazione'), reason, repeat });
    },
    { place: places.ballot },
  ),
  step(
    'votazioni/:votazione/voto',
    (request, meeting) => {
      const { seat, choice } = request.form;
      return request.attempt(recordVote, { meeting, ballot: numberIn(request, 'votazione'), seat, choice });
    },
    { place: ownRow },
  ),
  step('deserta', (request, meeting) => request.attempt(desertFirstCall, { meeting }), {
    notice: 'desertedDone',
    to: (request) => organiHref(request, 'sedute', numberIn(request, 'seduta')),
  }),
  step('chiusura', (request, meeting) => request.attempt(closeSitting, { meeting }), {
    notice: 'closed',
    to: (request) => organiHref(request, 'sedute', numberIn(request, 'seduta')),
  }),
];

function isDone(attempt: Awaited<ReturnType<PageRequest['attempt']>>): boolean {
  return (
    !attempt.ok &&
    attempt.refusals.some(({ code }) => code === 'meetings/already-there' || code === 'meetings/not-there')
  );
}

function noSuchPlace(typed: string) {
  return {
    code: 'meetings/unknown-seat',
    kind: 'missing' as const,
    says: { it: `Il seggio n. ${typed || '–'} non c’è.`, en: `There is no seat no. ${typed || '–'}.` },
  };
}

function QuickRollCall({ base }: { base: string }) {
  const m = messages[useLanguage()];
  return (
    <div data-returns={places.quick}>
      <Form action={`${base}/appello-veloce`}>
        <div class="quick-roll">
          <label for="appello-veloce">{m.quick}</label>
          <input
            id="appello-veloce"
            name="place"
            inputMode="numeric"
            autocomplete="off"
            data-quick-field
            aria-describedby="appello-veloce-aiuto"
          />
          <button type="submit" class="btn btn-primary">
            {m.quickGo}
          </button>
          <p class="muted" id="appello-veloce-aiuto">
            {m.quickHint}
          </p>
        </div>
      </Form>
    </div>
  );
}

export function Desk({ sitting, base }: { sitting: Sitting; base: string }) {
  const language = useLanguage();
  const m = messages[language];
  const { current } = sitting;
  return (
    <div class="desk">
      <div class="desk-left">
        <QuorumBar sitting={sitting} />
        {sitting.state === 'open' && sitting.secondCallQuorum !== null && sitting.quorum?.met === false && (
          <Form action={`${base}/deserta`}>
            <button type="submit" class="btn btn-outline-primary">
              {m.desert}
            </button>
          </Form>
        )}
        <section aria-labelledby={places.ballot} data-returns={places.ballot}>
          <h2 id={places.ballot} tabIndex={-1}>
            {m.ballot}
          </h2>
          {current ? <CurrentBallot sitting={sitting} ballot={current} base={base} /> : <p>{m.noBallot}</p>}
          {sitting.state === 'open' &&
            current?.state !== 'started' &&
            current?.state !== 'stopped' &&
            sitting.ballots
              .filter(({ state }) => state === 'created')
              .map((ballot) => (
                <Form key={ballot.number} action={`${base}/votazioni/${ballot.number}/apri`}>
                  <p>
                    {m.ballotNumber(ballot.number)}: {ballot.question} (
                    {ballot.way === 'secret' ? m.secretWay : m.openWay})
                  </p>
                  {ballot.way === 'secret' && <ThinSecrecy why={sitting.thinSecrecy.present} />}
                  <button type="submit" class="btn btn-primary">
                    {m.start}
                    <span class="visually-hidden"> {ballot.question}</span>
                  </button>
                </Form>
              ))}
        </section>
        <section aria-labelledby="punti">
          <h2 id="punti">{m.agenda}</h2>
          <ol class="agenda">
            {sitting.items.map((item) => {
              const decision = sitting.decisions.find(({ ballot }) =>
                sitting.ballots.some((one) => one.number === ballot && one.item === item.number),
              );
              return (
                <li key={item.number}>
                  <p class="agenda-title">
                    {item.title}{' '}
                    {decision && (
                      <StatusChip tone={decision.favourable ? 'good' : 'attention'}>
                        {decisionText(decision, m)}
                      </StatusChip>
                    )}
                  </p>
                </li>
              );
            })}
          </ol>
        </section>
      </div>
      <section class="desk-right" aria-labelledby={places.roll}>
        <h2 id={places.roll} tabIndex={-1}>
          {m.rollCall}
        </h2>
        <ol class="roll">
          {sitting.seats.map((seat) => (
            <RollEntry
              key={seat.seat}
              seat={seat}
              open={sitting.state === 'open'}
              base={base}
              current={current}
              remote={sitting.remoteAllowed}
            />
          ))}
        </ol>
      </section>
    </div>
  );
}

function RollEntry({
  seat,
  open,
  base,
  current,
  remote,
}: {
  seat: Sitting['seats'][number];
  open: boolean;
  base: string;
  current: Current | null;
  remote: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const title = seat.title[language];
  const who = seat.present ? seat.name : seat.expected;
  const rolls = open && current?.state === 'started' && current.way === 'open' && seat.present && seat.votes;
  return (
    <li
      class={seat.present ? 'roll-present' : 'roll-absent'}
      id={rowOf(seat.seat)}
      tabIndex={-1}
      data-returns={rowOf(seat.seat)}
    >
      <div class="roll-who">
        <span class="roll-title">{title}</span>{' '}
        {seat.weight !== null && (
          <a
            class="roll-weight"
            href={base.replace(/segretario$/, `pesi/${encodeURIComponent(seat.seat)}`)}
            title={m.weightOf(seat.population ?? 0, seat.economic ?? 0)}
          >
            {m.weight} {seat.weight}
            <span class="visually-hidden">
              , {title}: {m.weightWhy}
            </span>
          </a>
        )}
        <span class="roll-name">
          {who ?? m.vacant}
          {seat.capacity === 'delegate' && ` (${m.delegate})`}
          {seat.present && seat.since && `, ${m.presentSince(hourOf(seat.since))}`}
          {seat.remote && `, ${m.away}`}
        </span>
        {seat.voted && (
          <StatusChip tone="good">
            {seat.choice && current ? choiceText(seat.choice, current.candidates, m) : m.hasVoted}
          </StatusChip>
        )}
      </div>
      {open && (seat.present || seat.expected !== null) && (
        <Form action={`${base}/presenze`}>
          <input type="hidden" name="seat" value={seat.seat} />
          <button
            type="submit"
            name="what"
            value={seat.present ? 'leaves' : 'arrives'}
            class="btn btn-outline-primary btn-small"
            aria-label={seat.present ? m.leavesOf(title) : m.arrivesOf(title)}
          >
            {seat.present ? m.leaves : m.arrives}
          </button>
          {remote && !seat.present && (
            <label class="roll-remote">
              <input type="checkbox" name="remote" value="true" /> {m.away}
            </label>
          )}
        </Form>
      )}
      {rolls && (
        <Form action={`${base}/votazioni/${current.number}/voto`}>
          <input type="hidden" name="seat" value={seat.seat} />
          <div class="roll-votes">
            {current.choices.map((choice) => (
              <button
                key={choice}
                type="submit"
                name="choice"
                value={choice}
                class="btn btn-small btn-outline-primary"
                aria-pressed={seat.choice === choice}
                aria-label={`${choiceText(choice, current.candidates, m)}, ${title}`}
              >
                {choiceText(choice, current.candidates, m)}
              </button>
            ))}
          </div>
        </Form>
      )}
    </li>
  );
}

/** A warning where the totals of a secret ballot would tell how somebody votes. */
function ThinSecrecy({ why, voted = false }: { why: Sitting['thinSecrecy']['present']; voted?: boolean }) {
  const m = messages[useLanguage()];
  if (!why) return null;
  return (
    <Notice tone="warning" title={why === 'few' ? m.fewPapers : m.heavyPaper}>
      <p>{voted ? m.thinSecrecyVoted : m.thinSecrecyBefore}</p>
    </Notice>
  );
}

function CurrentBallot({ sitting, ballot, base }: { sitting: Sitting; ballot: Current; base: string }) {
  const language = useLanguage();
  const m = messages[language];
  const href = base.replace(/segretario$/, `votazioni/${ballot.number}`);
  return (
    <div class="current-ballot">
      <p>
        <strong>{ballot.question}</strong>{' '}
        <StatusChip tone={ballot.state === 'started' ? 'attention' : 'neutral'}>
          {ballotStateTitles[ballot.state][language]}
        </StatusChip>{' '}
        {ballot.way === 'secret' ? m.secretWay : m.openWay}
      </p>
      {ballot.state === 'started' && (
        <>
          <p>{m.cast(ballot.cast, ballot.entitledPresent)}</p>
          <Form action={`${base}/votazioni/${ballot.number}/chiudi`}>
            <button type="submit" class="btn btn-primary">
              {m.stop}
            </button>
          </Form>
        </>
      )}
      <BallotResult ballot={ballot} />
      {ballot.state === 'stopped' && (
        <Form action={`${base}/votazioni/${ballot.number}/proclama`}>
          {ballot.way === 'secret' && <ThinSecrecy why={sitting.thinSecrecy.voted} voted />}
          <button type="submit" class="btn btn-primary">
            {m.publish}
          </button>
        </Form>
      )}
      {ballot.state === 'published' && (
        <p>
          <a href={href}>{m.why}</a>
        </p>
      )}
      {sitting.state === 'open' && (ballot.state === 'started' || ballot.state === 'stopped') && (
        <details class="more" id={`annulla-${ballot.number}`}>
          <summary>{m.voidBallot}</summary>
          <Form action={`${base}/votazioni/${ballot.number}/annulla`} state={freshForm({ repeat: 'true' })}>
            <TextField name="reason" label={m.voidReason} />
            <CheckField name="repeat" label={m.repeat} />
            <FormActions submit={m.voidBallot} />
          </Form>
        </details>
      )}
    </div>
  );
}

/** What is done now and then: it stands still while the rest changes, so that nothing typed is lost. */
function Further({ sitting, base }: { sitting: Sitting; base: string }) {
  const language = useLanguage();
  const m = messages[language];
  const items = sitting.items.filter(({ kind }) => kind !== 'information');
  const voted = new Set(sitting.ballots.filter(({ state }) => state !== 'void').map(({ item }) => item));
  const prepared = sitting.ballots.filter(({ state }) => state === 'created');
  const next = items.find(({ number }) => !voted.has(number)) ?? items[0];
  return (
    <div class="desk-further">
      <details class="more" open={sitting.ballots.length === 0 && items.length > 0} data-returns={places.ballot}>
        <summary>{m.prepare}</summary>
        <Form action={`${base}/votazioni`} state={freshForm({ item: String(next?.number ?? ''), secret: 'item' })}>
          <SelectField
            name="item"
            label={m.item}
            choices={items.map(({ number, position, title, secret }) => ({
              value: String(number),
              label: secret ? `${position}. ${title} (${m.secretWay})` : `${position}. ${title}`,
            }))}
          />
          <TextField name="question" label={m.question} optional />
          <TextAreaField name="candidates" label={m.candidates} hint={m.candidatesHint} rows={3} optional />
          <SelectField
            name="secret"
            label={m.votingWay}
            choices={[
              { value: 'item', label: m.asTheItemSays },
              { value: 'open', label: m.openWay },
              { value: 'secret', label: m.secretWay },
            ]}
          />
          <FormActions submit={m.prepare} />
        </Form>
      </details>
      <div data-returns={places.roll}>
        <Form action={`${base}/tutti`}>
          <button type="submit" class="btn btn-outline-primary">
            {m.everybody}
          </button>
        </Form>
      </div>
      <details class="more" data-returns={places.passages}>
        <summary id={places.passages}>
          {m.passages} ({sitting.passages.length})
        </summary>
        <ul class="plain-list">
          {sitting.passages.map((passage) => (
            <li key={passage.number}>
              {hourOf(passage.at)} {passage.what === 'arrives' ? m.arrives : m.leaves} {passage.title[language]} (
              {passage.name}){' '}
              {passage.struck ? (
                <span class="muted">{m.struck}</span>
              ) : (
                <Form action={`${base}/passaggi/${passage.number}/annulla`}>
                  <button type="submit" class="btn btn-link">
                    {m.strike}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      </details>
      <details class="more" data-returns={places.guests}>
        <summary id={places.guests}>
          {m.guests} ({sitting.guests.length})
        </summary>
        <ul class="plain-list">
          {sitting.guests.map((guest) => (
            <li key={guest.number}>{[guest.name, guest.quality, guest.proposedBy].filter(Boolean).join(', ')}</li>
          ))}
        </ul>
        <Form action={`${base}/invitati`}>
          <TextField name="name" label={m.name} />
          <TextField name="quality" label={m.quality} optional />
          <TextField name="proposedBy" label={m.proposedBy} optional />
          <FormActions submit={m.addGuest} />
        </Form>
      </details>
      <Form action={`${base}/chiusura`}>
        {prepared.length > 0 && (
          <Notice tone="warning" title={m.preparedAtClosing(prepared.length)}>
            <p>{m.preparedAtClosingHow}</p>
            <ul class="plain">
              {prepared.map(({ number, question }) => (
                <li key={number}>
                  {m.ballotNumber(number)}: {question}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <button type="submit" class="btn btn-outline-primary">
          {m.closeSitting}
        </button>
      </Form>
    </div>
  );
}
