import { parseMoney } from '../../../kernel/money.ts';
import { Money } from '../../../platform/pages/money.tsx';

/** An amount as actions answer it: `"36500.00"`. */
export function Amount({ of }: { of: string }) {
  const cents = parseMoney(of);
  return cents === undefined ? null : <Money cents={cents} />;
}
