import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import type { Text } from '../../../kernel/text.ts';
import { whyAutomatic } from './rules/automatic.ts';
import { type Forwarded, forwardedFrom } from './rules/forwarded.ts';
import { htmlWords } from './rules/html-words.ts';
import { newlyWritten } from './rules/newly-written.ts';

export type LetterFile = { readonly name: string; readonly bytes: Uint8Array };

/** A letter as the desk reads it. */
export type Letter = {
  /** `<…>`; null where it has none. */
  readonly messageId: string | null;
  /** Small letters; empty where nobody says to have written it. */
  readonly from: string;
  readonly fromName: string;
  /** The addresses that it was sent to. */
  readonly to: readonly string[];
  readonly subject: string;
  /** What was newly written, without what it quotes; the whole of what is passed on. */
  readonly body: string;
  readonly files: readonly LetterFile[];
  /** The letters that it answers, as `<…>`, the nearest first. */
  readonly answers: readonly string[];
  /** Why nobody wrote it. */
  readonly automatic: Text | undefined;
  /** Who wrote what it passes on. */
  readonly forwarded: Forwarded | undefined;
  /** The server that took it in found that it does not come from where it says. */
  readonly untrue: boolean;
};

export const longestBody = 45_000;
/** Pictures of a letter's frame, such as dots that count readers. */
const smallestPicture = 4096;
const mostFiles = 100;

/** Reads a letter however badly it is made; what cannot be read of it is empty. Only PostalMime's own limits throw. */
export async function readLetter(raw: Uint8Array): Promise<Letter> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 50 });
  const headers = new Map(mail.headers.toReversed().map(({ key, value }) => [key, value]));
  const from = addressIn(mail.from ?? mail.sender);
  const subject = oneLine(mail.subject ?? '').slice(0, 500);
  const words = wordsOf(mail);
  const passedOn = await attachedLetter(mail);
  const forwarded = forwardedFrom(subject, words) ?? passedOn?.forwarded;
  const body = forwarded ? [words, passedOn?.words ?? ''].join('\n\n') : newlyWritten(words);
  return {
    messageId: mail.messageId ? bracketed(mail.messageId) : null,
    from: from.address,
    fromName: from.name,
    to: [...new Set([...(mail.to ?? []), ...(mail.cc ?? [])].flatMap(addressesOf).concat(delivered(headers)))],
    subject,
    body: storable(body).slice(0, longestBody).trim(),
    files: filesOf([...mail.attachments, ...(passedOn?.files ?? [])]),
    answers: [...new Set([mail.inReplyTo, mail.references].flatMap((ids) => idsIn(ids ?? '').toReversed()))].slice(
      0,
      50,
    ),
    automatic: whyAutomatic(headers, { from: from.address, subject }),
    forwarded,
    untrue: /\bdmarc\s*=\s*fail\b/i.test(headers.get('authentication-results') ?? ''),
  };
}

/** The first lines of a letter, without reading the rest. */
export async function readHead(raw: Uint8Array) {
  const mail = await PostalMime.parse(raw.subarray(0, 65_536), { forceRfc822Attachments: true }).catch(() => undefined);
  return {
    messageId: mail?.messageId ? bracketed(mail.messageId) : null,
    from: addressIn(mail?.from ?? mail?.sender).address,
    subject: oneLine(mail?.subject ?? '').slice(0, 500),
  };
}

function wordsOf(mail: Email): string {
  const plain = storable(mail.text ?? '').trim();
  return plain !== '' ? plain : storable(htmlWords(mail.html ?? ''));
}

/** A letter passed on as a file of its own. */
async function attachedLetter(mail: Email) {
  const inner = mail.attachments.find(({ mimeType }) => mimeType === 'message/rfc822');
  if (!inner) return undefined;
  const read = await PostalMime.parse(bytesOf(inner), { forceRfc822Attachments: true, maxNestingDepth: 50 }).catch(
    () => undefined,
  );
  const from = addressIn(read?.from);
  if (!read || from.address === '') return undefined;
  return { forwarded: from, words: wordsOf(read), files: read.attachments };
}

function filesOf(parts: readonly Attachment[]): readonly LetterFile[] {
  return parts.slice(0, mostFiles).flatMap((part, place) => {
    const bytes = bytesOf(part);
    if (bytes.length === 0 || (part.related && part.contentId && bytes.length < smallestPicture)) return [];
    return [{ name: part.filename?.trim() || nameless(part, place), bytes }];
  });
}

function nameless({ mimeType }: Attachment, place: number): string {
  const [kind, sort = ''] = mimeType.split('/');
  const ending = mimeType === 'message/rfc822' ? 'eml' : /^[a-z0-9]{1,5}$/.test(sort) ? sort : 'bin';
  return `${kind === 'image' ? 'immagine' : 'allegato'}-${place + 1}.${ending}`;
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content as ArrayBuffer);

function addressIn(address: Address | undefined): Forwarded {
  const [one] = address ? addressesOf(address) : [];
  return { address: one ?? '', name: storable(oneLine(address?.name ?? '')).slice(0, 200) };
}

/** Addresses as they can be written to; what is none is left out. */
function addressesOf(address: Address): string[] {
  const all = 'group' in address && address.group ? address.group : [address];
  return all.flatMap((one) => {
    const written = ('address' in one ? one.address : undefined)?.trim().toLowerCase() ?? '';
    return /^[^\s@<>,;:"\p{Cc}]{1,64}@[a-z0-9.-]{1,190}$/u.test(written) ? [written] : [];
  });
}

function delivered(headers: ReadonlyMap<string, string>): string[] {
  return ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => {
    const address = headers.get(name)?.trim().replace(/^<|>$/g, '').toLowerCase();
    return address && address.length <= 320 ? [address] : [];
  });
}

const bracketed = (id: string) => `<${storable(oneLine(id)).replace(/^<|>$/g, '').slice(0, 500)}>`;
const idsIn = (ids: string) => [...ids.slice(0, 50_000).matchAll(/<[^<>\s]{1,500}>/g)].map(([id]) => storable(id));
const oneLine = (words: string) => words.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** Without null characters and halves of characters, which PostgreSQL does not keep. */
function storable(words: string): string {
  return words.replaceAll('\0', '').toWellFormed();
}
