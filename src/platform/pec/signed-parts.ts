/** A signed message taken apart without changing a byte: what was signed, and the signature. */
export type SignedParts = {
  /** The part that was signed, header and body, as it stands in the message; null when the signature holds it inside. */
  readonly content: Buffer | null;
  /** CMS, DER. */
  readonly signature: Buffer;
};

const headLimit = 256 * 1024;

/**
 * The signed part and the signature of an S/MIME message, `multipart/signed` or `application/pkcs7-mime`; undefined where it is
 * neither. A part goes up to the line break before the next boundary, which is not of it. Source: RFC 8551, par. 3.5; RFC 1847.
 */
export function signedParts(raw: Buffer): SignedParts | undefined {
  const message = raw.includes('\r\n') ? raw : Buffer.from(raw.toString('latin1').replace(/\n/g, '\r\n'), 'latin1');
  const head = headOf(message);
  if (!head) return undefined;
  const type = head.fields.get('content-type') ?? '';
  if (/^application\/(x-)?pkcs7-mime\b/i.test(type)) {
    const signature = decoded(message.subarray(head.end), head.fields);
    return signature.length > 0 ? { content: null, signature } : undefined;
  }
  if (!/^multipart\/signed\b/i.test(type)) return undefined;
  const boundary = parameter(type, 'boundary');
  if (!boundary) return undefined;
  const [content, second] = partsOf(message.subarray(head.end), boundary);
  if (!content || !second) return undefined;
  const inner = headOf(second);
  if (!inner || !/^application\/(x-)?pkcs7-signature\b/i.test(inner.fields.get('content-type') ?? '')) return undefined;
  const signature = decoded(second.subarray(inner.end), inner.fields);
  return signature.length > 0 ? { content, signature } : undefined;
}

/** Header fields by lower-case name, unfolded, the first of each; where the body begins. */
function headOf(part: Buffer): { readonly fields: ReadonlyMap<string, string>; readonly end: number } | undefined {
  const blank = part.indexOf('\r\n\r\n');
  if (blank < 0 || blank > headLimit) return undefined;
  const fields = new Map<string, string>();
  for (const line of part
    .toString('latin1', 0, blank)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return { fields, end: blank + 4 };
}

function partsOf(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Buffer[] = [];
  let start = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    let next = at + mark.length;
    const closes = body[next] === 0x2d && body[next + 1] === 0x2d;
    if (closes) next += 2;
    while (body[next] === 0x20 || body[next] === 0x09) next += 1;
    if (next < body.length && body[next] !== 0x0d) continue; // a longer boundary that begins alike
    if (start >= 0) parts.push(body.subarray(start, Math.max(start, at - 2)));
    if (closes) return parts;
    start = next + 2;
  }
  return parts;
}

function parameter(type: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(type);
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2];
}

function decoded(body: Buffer, fields: ReadonlyMap<string, string>): Buffer {
  const encoding = (fields.get('content-transfer-encoding') ?? '').toLowerCase();
  return encoding === 'base64' ? Buffer.from(body.toString('latin1').replace(/[^A-Za-z0-9+/=]/g, ''), 'base64') : body;
}
