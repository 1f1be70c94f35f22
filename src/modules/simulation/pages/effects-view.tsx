import { parseMoney, showMoney } from '../../../kernel/money.ts';
import type { Language } from '../../../kernel/text.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import type { EffectsView } from '../actions/shapes.ts';
import { messages } from '../messages.ts';
import { answerLabel, answerValue } from './answer-words.ts';

type Effect = EffectsView['effects'][number];
const most = 3;

/** What another choice would change, in a few lines: `Numero legale: 44 invece di 43`. */
export function EffectLines({ answers }: { answers: readonly EffectsView[] }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <ul class="effects">
      {answers.map((answer) => (
        <li key={answer.probe}>
          <span class="muted">{answer.title[language]}.</span>{' '}
          {[...answer.refusals, ...answer.problems].slice(0, 1).map(({ says }) => (
            <span key={says.it}>
              {m.stops} {says[language]}
            </span>
          ))}
          {answer.appears ? m.appears : <EffectList effects={answer.effects} />}
        </li>
      ))}
    </ul>
  );
}

function EffectList({ effects }: { effects: readonly Effect[] }) {
  const { language } = useFrame();
  const m = messages[language];
  const telling = effects.filter(({ what }) => what !== 'percent' && what !== 'netPosition');
  const sorted = telling.toSorted((a, b) => size(b) - size(a));
  const rest = telling.length - most;
  return (
    <>
      {sorted.slice(0, most).map((effect, place) => (
        <span key={place}>
          {place > 0 && '; '}
          {effect.of ? `${effect.of[language]}: ` : ''}
          {answerLabel(effect.what, language)} <strong>{answerValue(effect.what, effect.after, language)}</strong>{' '}
          {m.insteadOf('', answerValue(effect.what, effect.before, language)).trim()}
          {effect.difference && ` (${signed(effect.difference, language)})`}
        </span>
      ))}
      {rest > 0 && ` ${m.andMore(rest)}`}
    </>
  );
}

/** How large a difference is: amounts by their cents, the rest as it comes. */
function size({ difference }: Effect): number {
  const cents = difference === null ? undefined : parseMoney(difference);
  return cents === undefined ? 0 : Math.abs(Number(cents));
}

/** `+12,34 €`. */
export function signed(difference: string, language: Language): string {
  const cents = parseMoney(difference);
  if (cents === undefined) return difference;
  return `${cents > 0n ? '+' : ''}${showMoney(cents, language).replaceAll(' ', '\u00a0')}`;
}
