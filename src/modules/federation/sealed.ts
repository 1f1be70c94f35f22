import { sealText, unsealText } from '../../platform/secrets/sealing-key.ts';

/**
 * A value that only this installation can read again, as text for a column.
 *
 * @param about what it belongs to (`client keycloak`, `attempt …`): it opens for nothing else
 */
export function sealed(about: string, value: unknown): string {
  return sealText(JSON.stringify(value), `federation ${about}`);
}

/** The value; undefined where the key is another one, or it belongs to something else. */
export function unsealed<T>(about: string, text: string): T | undefined {
  const plain = unsealText(text, `federation ${about}`);
  return plain === undefined ? undefined : (JSON.parse(plain) as T);
}
