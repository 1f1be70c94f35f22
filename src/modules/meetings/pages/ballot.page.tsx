import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { exportBallot } from '../actions/export-ballot.ts';
import { showBallot } from '../actions/show-ballot.ts';
import { messages } from '../messages.ts';
import { ballotStateTitles } from '../vocabulary.ts';
import { crumbsTo, numberIn, organiHref, timeText } from './meetings-frame.tsx';
import { BallotResult } from './sitting-parts.tsx';
import { choiceText, decisionText } from './words.ts';

type Ballot = z.output<typeof showBallot.output>;

/** A ballot after it: who voted, what was needed, and why. */
export const ballotPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/votazioni/:votazione',
  open: true,
  example: { seduta: '1', votazione: '1' },
  answer: async (request) => {
    const place = { meeting: numberIn(request, 'seduta'), ballot: numberIn(request, 'votazione') };
    const ballot = await request.perform(showBallot, place);
    const counted = ballot.way === 'secret' && ballot.state === 'published';
    const check = counted ? await request.perform(exportBallot, place) : undefined;
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.ballotNumber(ballot.number),
      crumbs: crumbsTo(request, 'meetings', place.meeting),
      scope: 'association',
      body: (
        <BallotPage
          ballot={ballot}
          holds={check && check.flaws.length === 0}
          receipt={oneText(request.query.ricevuta)}
          base={organiHref(request, 'sedute', place.meeting, 'votazioni', ballot.number)}
        />
      ),
    };
  },
};

/** The encrypted papers of a secret ballot, for whoever wants to add them up again. */
export const papersFile: PageRoute = {
  method: 'GET',
  path: '/:association/organi/sedute/:seduta/votazioni/:votazione/schede',
  open: true,
  answer: async (request) => {
    const meeting = numberIn(request, 'seduta');
    const ballot = numberIn(request, 'votazione');
    const { document } = await request.perform(exportBallot, { meeting, ballot });
    return { kind: 'file', name: `schede-${meeting}-${ballot}.json`, type: 'application/json', content: document };
  },
};

export function BallotPage({
  ballot,
  holds,
  receipt,
  base,
}: {
  ballot: Ballot;
  holds: boolean | undefined;
  /** What is looked for among the papers. */
  receipt: string | undefined;
  base: string;
}) {
  const language = useLanguage();
  const m = messages[language];
  const weighed = ballot.seats.some(({ weight }) => weight !== null);
  return (
    <>
      <h1>{ballot.question}</h1>
      <p class="lead">
        {m.ballotNumber(ballot.number)} · {ballot.way === 'secret' ? m.secretWay : m.openWay} ·{' '}
        {ballotStateTitles[ballot.state][language]}
      </p>
      {ballot.voidReason && (
        <Notice tone="warning" title={ballotStateTitles.void[language]}>
          <p>{ballot.voidReason}</p>
        </Notice>
      )}
      <BallotResult ballot={ballot} />
      <Definitions
        items={[
          { term: m.decisions, is: ballot.decision && decisionText(ballot.decision, m) },
          { term: m.needed, is: ballot.majority && `${ballot.majority.title[language]}, ${ballot.majority.article}` },
          { term: m.stoppedAt, is: ballot.stopped && timeText(ballot.stopped, language) },
          { term: m.sha256, is: ballot.sha256 && <code class="hash">{ballot.sha256}</code> },
        ]}
      />
      {ballot.explanations.map(({ choice, trace }) => (
        <details class="more" key={choice}>
          <summary>
            {m.why}
            {ballot.kind === 'election' && `: ${choiceText(choice, ballot.candidates, m)}`}
          </summary>
          <TraceView trace={trace} open={2} />
        </details>
      ))}
      {ballot.seats.length > 0 && (
        <DataTable
          caption={m.rollCall}
          columns={[
            { key: 'seat', title: m.seat, names: true, cell: (row) => row.title[language] },
            {
              key: 'name',
              title: m.representative,
              cell: (row) =>
                row.name ? `${row.name}${row.capacity === 'delegate' ? ` (${m.delegate})` : ''}` : m.absent,
            },
            ...(weighed
              ? [
                  {
                    key: 'weight',
                    title: m.weight,
                    numeric: true,
                    cell: (row: Ballot['seats'][number]) => row.weight ?? '',
                  },
                ]
              : []),
            {
              key: 'vote',
              title: m.vote,
              cell: (row) =>
                [
                  row.choice ? choiceText(row.choice, ballot.candidates, m) : row.voted ? m.hasVoted : m.unsure,
                  row.voted && !row.present ? m.notCounted : '',
                ]
                  .filter(Boolean)
                  .join(', '),
            },
            ...(ballot.way === 'secret'
              ? [
                  {
                    key: 'receipt',
                    title: m.receipt,
                    cell: (row: Ballot['seats'][number]) => row.receipt && <code class="hash">{row.receipt}</code>,
                  },
                ]
              : []),
          ]}
          rows={ballot.seats}
          rowKey={(row) => row.seat}
          dense
        />
      )}
      {holds !== undefined && (
        <section aria-labelledby="schede">
          <h2 id="schede">{m.papers}</h2>
          <Notice tone={holds ? 'success' : 'error'} title={holds ? m.papersHold : m.papersFail}>
            <p>{m.papersIntro}</p>
          </Notice>
          <p>
            <a href={`${base}/schede`} hx-boost="false" download>
              {m.download}
            </a>
          </p>
          <p class="muted">{m.verifyHow}</p>
          <h3>{m.receiptCheck}</h3>
          {receipt !== undefined && <Found ballot={ballot} receipt={receipt} />}
          <Form method="get" action={`${base}#schede`}>
            <TextField
              name="ricevuta"
              label={m.receiptField}
              hint={m.receiptFieldHint}
              autocomplete="off"
              value={receipt}
            />
            <FormActions submit={m.receiptSearch} />
          </Form>
        </section>
      )}
    </>
  );
}

/** Whose paper has a receipt, and whether it was added up. */
function Found({ ballot, receipt }: { ballot: Ballot; receipt: string }) {
  const language = useLanguage();
  const m = messages[language];
  const wanted = receipt.trim().toLowerCase();
  const row = ballot.seats.find((one) => one.receipt === wanted);
  if (!row)
    return (
      <Notice tone="warning" title={m.receiptUnknown}>
        <p>{m.receiptUnknownHow}</p>
      </Notice>
    );
  const counted = ballot.seats.filter((one) => one.receipt !== null && one.present).length;
  return (
    <Notice tone={row.present ? 'success' : 'warning'} title={m.receiptFound(row.title[language])}>
      <p>{row.present ? m.receiptCounts(counted) : m.receiptAway}</p>
    </Notice>
  );
}
