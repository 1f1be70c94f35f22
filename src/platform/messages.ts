import type { Language } from '../kernel/text.ts';

type Message = string | ((...values: never[]) => string);
type Same<T> = {
  readonly [K in keyof T]: T[K] extends (...values: infer A) => string ? (...values: A) => string : string;
};

/**
 * A module's messages in both languages. Italian comes first and says which messages there are; an English one that is
 * missing, or takes other values, does not compile. Use: `messages[language].title(2027)`.
 */
export function defineMessages<T extends Record<string, Message>>(it: T, en: Same<T>): Readonly<Record<Language, T>> {
  return { it, en: en as unknown as T };
}
