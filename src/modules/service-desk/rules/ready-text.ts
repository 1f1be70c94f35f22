/** What a ready answer can speak of, by the words between its braces. */
export type ReadyValues = {
  readonly richiedente: string;
  readonly numero: string;
  readonly oggetto: string;
  readonly ente: string;
  readonly operatore: string;
};

/** A ready answer with the values of a request in the place of `{numero}` and the like; what is not known stays as it is written. */
export function readyText(body: string, values: ReadyValues): string {
  return body.replace(/\{(richiedente|numero|oggetto|ente|operatore)\}/g, (_, name: keyof ReadyValues) => values[name]);
}
