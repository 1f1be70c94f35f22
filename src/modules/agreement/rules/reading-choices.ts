import type { SettingValue } from './document.ts';
import type { ActiveReading } from './resolve.ts';

/** The values of a reading that can be named: the one chosen first, then those allowed or told of in its words. */
export function readingChoices({ value, allowed, says }: ActiveReading): SettingValue[] {
  const named: SettingValue[] =
    typeof allowed === 'object' && 'choice' in allowed
      ? [...allowed.choice]
      : Object.keys(says ?? {}).map((key) => asTypeOf(value, key));
  const others = named.filter((choice) => choice !== null && String(choice) !== String(value));
  return [value, ...others.filter((choice, place) => others.indexOf(choice) === place)];
}

/** Keys of a map are texts: numbers and truths come back as what the chosen value is. */
function asTypeOf(value: SettingValue, key: string): SettingValue {
  if (key === 'null') return null;
  if (typeof value === 'number' && /^-?[0-9]+([.][0-9]+)?$/.test(key)) return Number(key);
  if (typeof value === 'boolean' && /^(true|false)$/.test(key)) return key === 'true';
  return key;
}
