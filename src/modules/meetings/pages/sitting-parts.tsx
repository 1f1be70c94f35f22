import type { z } from 'zod';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import type { showSitting } from '../actions/show-sitting.ts';
import { messages } from '../messages.ts';
import { choiceText, outcomeText, votesText } from './words.ts';

export type Sitting = z.output<typeof showSitting.output>;
export type Current = NonNullable<Sitting['current']>;

/** How many are there, how many are needed: as a bar, and in words. */
export function QuorumBar({ sitting }: { sitting: Sitting }) {
  const m = messages[useLanguage()];
  const { quorum } = sitting;
  if (!quorum) return <p class="muted">{m.noQuorumRule}</p>;
  const { present, required, entitled, met } = quorum;
  return (
    <div class="quorum">
      <p class="quorum-words">
        <strong>
          {m.quorum} ({m.call(quorum.call)}):
        </strong>{' '}
        <StatusChip tone={met ? 'good' : 'attention'}>
          {met ? m.quorumMet : m.quorumLacking(required - present)}
        </StatusChip>
      </p>
      <meter min={0} max={Math.max(entitled, 1)} low={required} optimum={entitled} value={present}>
        {m.presentOf(present, entitled, required)}
      </meter>
      <p class="quorum-count">
        {m.presentOf(present, entitled, required)}
        {sitting.weighed && `. ${m.weightPresent(sitting.presentWeight ?? '', sitting.totalWeight ?? '')}`}
        {!met && sitting.secondCallQuorum !== null && `. ${m.secondCallNeeds(sitting.secondCallQuorum)}`}
      </p>
    </div>
  );
}

/** What a ballot found: the outcome, the votes for each choice, what was needed. */
export function BallotResult({
  ballot,
  large,
}: {
  ballot: Pick<Current, 'kind' | 'candidates' | 'result'>;
  large?: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { result } = ballot;
  if (!result) return null;
  const [main] = result.options;
  return (
    <div class={large ? 'outcome outcome-large' : 'outcome'}>
      <p class={`outcome-word outcome-${result.outcome}`}>{outcomeText(result, ballot, m)}</p>
      <ul class="tallies">
        {result.tallies.map(({ choice, heads, weight }) => (
          <li key={choice}>
            <span class="tally-name">{choiceText(choice, ballot.candidates, m)}</span>{' '}
            <span class="tally-count">
              {weight !== null && `${votesText(weight, language)} ${m.votes(votesText(weight, language))}`}
              {weight !== null && heads !== null && ' · '}
              {heads !== null && `${heads} ${m.heads(heads)}`}
            </span>
          </li>
        ))}
      </ul>
      {main && (
        <p class="muted">
          {m.needed}: {main.required} {m.ofBase(votesText(main.base, language))}
          {main.heads &&
            `; ${main.heads.required} ${m.heads(main.heads.required)} ${m.ofBase(votesText(main.heads.base, language))}`}
          {main.byChair && `. ${m.byChair}`}
          {result.silent > 0 && `. ${m.silent(result.silent)}.`}
        </p>
      )}
    </div>
  );
}
