import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { isPdf, plainFileName } from '../../../platform/file-given.ts';
import { documentText } from '../document-text.ts';
import { personalDataIn } from '../rules/index.ts';
import type { NoticeContent } from '../storage/notices.ts';
import type { noticeContent } from './shapes.ts';

type Written = z.output<typeof noticeContent>;

/** What is stored of a notice; `found` is what the check of its subject and document finds. */
export async function contentOf(written: Written): Promise<NoticeContent> {
  const { subject, kind, issuer, act, actDate, executive, days, adoptsDocument, document } = written;
  const about = { subject, kind, issuer, act, act_date: actDate, executive, days, adopts_document: adoptsDocument };
  if (!document) {
    const nothing = { document: null, document_name: null, document_type: null, document_sha256: null };
    return { ...about, ...nothing, found: personalDataIn(subject) };
  }
  const bytes = Buffer.from(document.base64, 'base64');
  const type = typeOf(bytes) ?? 'application/octet-stream';
  return {
    ...about,
    document: bytes,
    document_name: plainFileName(document.name),
    document_type: type,
    document_sha256: createHash('sha256').update(bytes).digest('hex'),
    found: personalDataIn(`${subject}\n${await documentText({ type, bytes })}`),
  };
}

/** The kind of file by what is in it, whatever its name says: only these open in a browser, the others are downloaded. */
function typeOf(bytes: Buffer): string | undefined {
  if (isPdf(bytes)) return 'application/pdf';
  if (
    !bytes.includes(0) &&
    new TextDecoder('utf-8', { fatal: false }).decode(bytes.subarray(0, 4096)).indexOf('\ufffd') < 0
  )
    return 'text/plain; charset=utf-8';
  return undefined;
}
