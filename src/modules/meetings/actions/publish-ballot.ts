import { z } from 'zod';
import { day, showDay, yearOf } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { toWire } from '../../../platform/wire.ts';
import { bodiesNamed } from '../body-names.ts';
import { countedBallot, type FrozenBallot, openedBallot, readFrozenBallot } from '../counting.ts';
import { refusals } from '../doors-refusals.ts';
import { frozenText } from '../electorate.ts';
import { matterNamed } from '../matters/index.ts';
import { mayBecome } from '../rules/index.ts';
import { ballotKey } from '../sealed-ballot/keys.ts';
import { ballotName } from '../sealed-ballot/paper.ts';
import { sittingAt } from '../sitting.ts';
import { agendaOf } from '../storage/agenda.ts';
import { type BallotPlace, ballotNumbered, papersOf, type StoredBallot, updateBallot } from '../storage/ballots.ts';
import { insertDecision, nextDecisionNumber } from '../storage/decisions.ts';
import { meetingChanged, type StoredMeeting } from '../storage/meetings.ts';
import { ballotHead, ballotHeadOf } from './ballot-view.ts';
import { ballotToChange } from './ballots.ts';
import { meetingToChange } from './known-meeting.ts';
import { mayLead } from './permission.ts';
import { ballotNumber, decisionKind, meetingNumber } from './shapes.ts';

const decisionName = z.object({ body: z.string(), year: z.int(), number: z.int(), kind: decisionKind });

export const publishBallot = defineAction({
  name: 'meetings/publish-ballot',
  title: text('proclamare l’esito di una votazione', 'declare the outcome of a ballot'),
  about: text(
    'Rende noto l’esito. Di una votazione segreta apre i soli totali e ne distrugge la chiave. Ciò che è approvato riceve il numero e diventa valido con la decisione stessa; il voto di un organo consultivo è un parere, con il suo numero, e non rende valido nulla.',
    'Makes the outcome known. Of a secret ballot it opens the totals alone and destroys the key. What is approved gets its number and comes to hold by the decision itself; the vote of an advisory body is an opinion, with its number, and makes nothing hold.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/ballots/:ballot/publication' },
  input: z.object({ meeting: meetingNumber, ballot: ballotNumber }),
  example: { meeting: 1, ballot: 1 },
  output: ballotHead.extend({ decision: decisionName.nullable() }),
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const place = { association, meeting: meeting.number, ballot: input.ballot };
    const ballot = await ballotToChange(tx, place);
    if (!mayBecome(ballot.state, 'published')) throw new Refused(refusals.ballotStep(ballot.state));
    const counted = ballot.way === 'secret' ? await count(context, { meeting, ballot, place }) : undefined;
    const frozen = counted?.frozen ?? readFrozenBallot(ballot.frozen!);
    const sha256 = counted?.written.sha256 ?? ballot.frozenSha256!;
    const { outcome } = frozen.result!;
    await updateBallot(tx, place, {
      state: 'published',
      published: now.instant,
      outcome,
      ...(counted
        ? {
            frozen: counted.written.text,
            frozen_sha256: sha256,
            tally: counted.tally,
            sealed_half: null,
            key_name: null,
          }
        : {}),
    });
    if (counted) await wakeJob(tx, 'meetings/destroy-ballot-keys');
    const isNumbered = outcome === 'approved' || outcome === 'favourable' || isContraryOpinion(frozen);
    const decision = isNumbered ? await decide(context, { meeting, ballot, frozen, sha256 }) : null;
    await meetingChanged(tx, association, meeting.number);
    tell({ after: { ...input, outcome, decision, sha256 } });
    return { ...ballotHeadOf((await ballotNumbered(tx, place))!), decision };
  },
});

type Context = ActionContext<{ readonly meeting: number; readonly ballot: number }>;

/** Opens the totals of a secret ballot. */
async function count(
  { tx, association }: Context,
  { meeting, ballot, place }: { meeting: StoredMeeting; ballot: StoredBallot; place: BallotPlace },
) {
  const name = ballotName(place);
  const sitting = await sittingAt(tx, association, meeting, ballot.stopped!);
  const frozen = readFrozenBallot(ballot.frozen!);
  const papers = await papersOf(tx, place);
  const privateKey =
    ballot.sealedHalf && ballot.keyName
      ? ballotKey(name, { sealedHalf: ballot.sealedHalf, keyName: ballot.keyName })
      : undefined;
  const document = openedBallot(ballot, sitting, { name, frozen, papers, privateKey });
  const counted = countedBallot(sitting, ballot, { frozen, sha256: ballot.frozenSha256!, document });
  return { frozen: counted, written: frozenText(counted), tally: JSON.stringify(document) };
}

/** A proposal that an advisory body turned down: its opinion against. */
function isContraryOpinion({ kind, result }: FrozenBallot): boolean {
  return kind === 'proposal' && result?.outcome === 'contrary';
}

/** The decision under its number, and what it makes hold. */
async function decide(
  context: Context,
  {
    meeting,
    ballot,
    frozen,
    sha256,
  }: { meeting: StoredMeeting; ballot: StoredBallot; frozen: FrozenBallot; sha256: string },
) {
  const { tx, association, actor, now } = context;
  const on = day(frozen.on);
  const [body, year] = [meeting.body, yearOf(on)];
  const item = (await agendaOf(tx, association, meeting.number)).find(({ number }) => number === ballot.item)!;
  const isOpinion = frozen.result!.outcome === 'favourable' || frozen.result!.outcome === 'contrary';
  const kind = isOpinion ? 'opinion' : 'decision';
  const number = await nextDecisionNumber(tx, { association, body, year });
  const name = (await bodiesNamed(tx, association, on)).get(body)?.name.it ?? body;
  const act = `${name}, decisione n. ${number}/${year} del ${showDay(on)}`;
  const adopt = item.kind === 'adoption' && !isOpinion ? matterNamed(item.matter)?.adopt : undefined;
  const adopted = adopt && (await adopt(context, { subject: item.subject, act }));
  const elected =
    frozen.kind === 'election' ? ballot.candidates[Number(frozen.result!.passed!.slice(10)) - 1] : undefined;
  await insertDecision(
    tx,
    association,
    {
      body,
      year,
      number,
      meeting: meeting.number,
      ballot: ballot.number,
      item: item.number,
      title: elected ? `${ballot.question}: ${elected}` : ballot.question,
      on,
      matter: item.matter,
      subject: item.subject,
      adopted: adopted === undefined ? null : toWire(adopted),
      kind,
      favourable: frozen.result!.outcome !== 'contrary',
      sha256,
      recorded: now.instant,
    },
    actor.name,
  );
  return { body, year, number, kind } as const;
}
