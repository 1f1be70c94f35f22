import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { unzipSync } from 'fflate';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Everything a person or a program could read in it: headers, body, what is inside files. */
  readonly readable: string;
  readonly body: string;
  /** What the database was asked for it. */
  readonly questions: readonly string[];
};

const pdfToText = existsSync('/usr/bin/pdftotext');

/** All that an answer says: file names, cookies, places, and its body with files unpacked. */
export function readAnswer(response: {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly rawPayload: Buffer;
  readonly questions?: readonly string[];
}): Answer {
  const type = String(response.headers['content-type'] ?? '');
  const body = response.rawPayload.toString('utf8');
  const said = Object.entries(response.headers).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}: ${decoded(String(one))}`),
  );
  return {
    status: response.statusCode,
    headers: response.headers,
    body,
    questions: response.questions ?? [],
    readable: `${said.join('\n')}\n${insideOf(response.rawPayload, type)}`,
  };
}

function insideOf(bytes: Buffer, type: string): string {
  if (bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50) {
    return Object.entries(unzipSync(bytes))
      .map(([name, content]) => `${name}\n${Buffer.from(content).toString('utf8')}`)
      .join('\n');
  }
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    return `${bytes.toString('latin1')}\n${pdfToText ? wordsOfPdf(bytes) : ''}`;
  }
  const text = bytes.toString('utf8');
  return type.includes('json') ? `${text}\n${filesIn(text)}` : text;
}

const known = new Map<string, string>();

/** What a PDF says; nothing where it is one by its first letters only. The same file is read once. */
function wordsOfPdf(bytes: Buffer): string {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const words = known.get(digest) ?? extracted(bytes);
  known.set(digest, words);
  return words;
}

function extracted(bytes: Buffer): string {
  try {
    return execFileSync('/usr/bin/pdftotext', ['-', '-'], {
      input: bytes,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

/** Files that came as base64 in a JSON answer, unpacked. */
function filesIn(json: string): string {
  return [...json.matchAll(/"([A-Za-z0-9+/]{200,}={0,2})"/g)]
    .map(([, base64]) => insideOf(Buffer.from(base64!, 'base64'), ''))
    .join('\n');
}

/** A header with what it carries encoded: a path, a cookie with a notice in base64. */
function decoded(value: string): string {
  const notice = /^avviso=([\w-]+)/.exec(value)?.[1];
  const plain = notice ? Buffer.from(notice, 'base64url').toString('utf8') : value;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
