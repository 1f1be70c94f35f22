import { isHeaderBlock } from './newly-written.ts';

/** Who wrote a letter that somebody passes on. */
export type Forwarded = { readonly address: string; readonly name: string };

const passedOn = /^\s*(fwd?|i|inoltro|wg|tr)\s*:/i;
const separator =
  /^\s*(-{4,}\s*(messaggio inoltrato|forwarded message|weitergeleitete nachricht)\b.*|(inizio messaggio inoltrato|begin forwarded message)\s*:?)\s*$/i;
const sender = /^\*?(?:da|from|von|de) ?:\*?\s(.{1,300})$/i;

/** Who wrote the letter that this one passes on, by its subject and the fields above the words; undefined for every other letter. */
export function forwardedFrom(subject: string, text: string): Forwarded | undefined {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').slice(0, 2000);
  const explicit = lines.findIndex((line) => separator.test(line));
  const begins =
    explicit >= 0 ? explicit : passedOn.test(subject) ? lines.findIndex((_, at) => isHeaderBlock(lines, at)) : -1;
  if (begins < 0) return undefined;
  for (const line of lines.slice(begins, begins + 6)) {
    const written = sender.exec(line.trim())?.[1]?.trim();
    if (written === undefined) continue;
    const address = addressIn(written);
    if (!address) return undefined;
    const name = written
      .slice(0, written.indexOf(address))
      .replace(/["<>[\]*]|mailto:/gi, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return { address: address.toLowerCase(), name };
  }
  return undefined;
}

/** The first e-mail address in a line; word by word, because one expression for it all takes long on what nobody writes. */
function addressIn(line: string): string | undefined {
  for (const word of line.split(/[\s<>"'()[\]:;,]+/)) {
    const [local = '', domain = ''] = word.split('@', 2);
    const host = /^[A-Za-z0-9.-]+/.exec(domain)?.[0].replace(/[.-]+$/, '');
    if (local !== '' && local.length <= 64 && host && host.length <= 190) return `${local}@${host}`;
  }
  return undefined;
}
