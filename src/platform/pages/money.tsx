import { type Cents, showMoney } from '../../kernel/money.ts';
import { useLanguage } from './frame.ts';

/** An amount, `70.815,93 €`, with tabular figures; `data` carries the plain value for programs that read pages. */
export function Money({ cents }: { cents: Cents }) {
  const language = useLanguage();
  return (
    <data class={cents < 0n ? 'money money-negative' : 'money'} value={String(cents)}>
      {showMoney(cents, language).replaceAll(' ', '\u00a0')}
    </data>
  );
}
