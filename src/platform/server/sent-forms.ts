import { createHash } from 'node:crypto';
import type { PageReply } from '../page.ts';
import type { FormBody } from './form-body.ts';

/** Milliseconds after its answer in which the same sending is the impatient second press, and no new wish. */
const impatient = 10_000;
/** Answers that are kept at once. */
const most = 10_000;

type Sent = { readonly answer: Promise<PageReply>; until: number };

/**
 * The forms that were sent a moment ago. A form drawn once has a token of its own: sent twice with the same content – a double
 * click, a second press on a slow line – it does its work once, and both sendings get that answer. What was refused, or signs
 * somebody in or out, is done again.
 */
export class SentForms {
  readonly #sent = new Map<string, Sent>();

  /** The answer of `work`, or the one that the same sending has got or is about to get. */
  once(address: string, { form, uploads }: FormBody, work: () => Promise<PageReply>): Promise<PageReply> {
    const key = fingerprint(address, { form, uploads });
    const now = Date.now();
    const earlier = this.#sent.get(key);
    if (earlier && now < earlier.until) return earlier.answer;
    this.#forget(now);
    const sent: Sent = { answer: work(), until: Number.POSITIVE_INFINITY };
    this.#sent.set(key, sent);
    const done = (answer: PageReply | null) => {
      if (answer?.kind === 'redirect' && !answer.session && answer.step === undefined && !answer.known)
        sent.until = Date.now() + impatient;
      else this.#sent.delete(key);
    };
    sent.answer.then(done, () => done(null));
    return sent.answer;
  }

  #forget(now: number): void {
    for (const [key, { until }] of this.#sent) {
      if (until > now && this.#sent.size < most) return;
      this.#sent.delete(key);
    }
  }
}

function fingerprint(address: string, { form, uploads }: FormBody): string {
  const hash = createHash('sha256').update(JSON.stringify([address, form]));
  for (const { field, name, bytes } of uploads) hash.update(JSON.stringify([field, name, bytes.length])).update(bytes);
  return hash.digest('base64');
}
