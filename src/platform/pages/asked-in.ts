import type { PageRequest } from '../page.ts';
import { oneText } from './one-text.ts';

/**
 * An action's input from the words of an address: for each field the name it has there, left out where it is not given.
 * `askedIn({ ente: 'c_e507', esito: '' }, { entity: 'ente', outcome: 'esito' })` is `{ entity: 'c_e507' }`. What is given is
 * text as it stands; the action's input reads it.
 */
export function askedIn<Input extends object>(
  query: PageRequest['query'],
  names: { readonly [Field in keyof Input]?: string },
): Input {
  const given = Object.entries<string>(names as Record<string, string>).map(([field, name]) => [
    field,
    oneText(query[name]),
  ]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Input;
}
