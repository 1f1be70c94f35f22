import PostalMime, { type Attachment } from 'postal-mime';
import { messageIdOf } from './daticert.ts';

/** A message that came back: which one, to whom it could not be given, what the other server answered. */
export type Return = { readonly messageId: string; readonly recipient: string; readonly answer: string };

/**
 * Reads a notice of failed delivery (RFC 3464): as it is, or inside the envelope in which a provider of certified mail hands
 * over what came from ordinary mail. Undefined for everything else, delays and successes too.
 */
export async function readReturn(raw: Uint8Array, depth = 0): Promise<Return | undefined> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(() => undefined);
  const parts = mail?.attachments ?? [];
  const status = parts.find(({ mimeType }) => mimeType === 'message/delivery-status');
  if (status) return failureIn(textOf(status), parts);
  if (depth >= 2) return undefined;
  for (const inner of parts) {
    if (inner.mimeType !== 'message/rfc822') continue;
    const found = await readReturn(bytesOf(inner), depth + 1);
    if (found) return found;
  }
  return undefined;
}

function failureIn(status: string, parts: readonly Attachment[]): Return | undefined {
  const field = fieldsOf(status);
  if (field.get('action')?.toLowerCase() !== 'failed') return undefined;
  const recipient = (field.get('original-recipient') ?? field.get('final-recipient'))?.split(';').at(-1)?.trim();
  const original = parts.find(({ mimeType }) => mimeType === 'message/rfc822' || mimeType === 'text/rfc822-headers');
  const messageId = original && fieldsOf(textOf(original), { firstBlock: true }).get('message-id');
  if (!recipient || !messageId) return undefined;
  const answer = field.get('diagnostic-code') ?? field.get('status') ?? '';
  return { messageId: messageIdOf(messageId), recipient: recipient.toLowerCase(), answer };
}

/** Header fields by their name in small letters, the first of each name, folded lines joined. */
function fieldsOf(text: string, { firstBlock = false } = {}): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let last: string | undefined;
  for (const line of text.split('\n').map((one) => one.trimEnd())) {
    if (line === '' && firstBlock) break;
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last !== undefined) fields.set(last, `${fields.get(last)} ${line.trim()}`);
    else if (colon > 0) {
      const name = line.slice(0, colon).trim().toLowerCase();
      last = fields.has(name) ? undefined : name;
      if (last !== undefined) fields.set(name, line.slice(colon + 1).trim());
    } else last = undefined;
  }
  return fields;
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content as ArrayBuffer);

const textOf = (part: Attachment): string => Buffer.from(bytesOf(part)).toString('utf8');
