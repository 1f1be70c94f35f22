import PostalMime, { type Attachment } from 'postal-mime';
import { text } from '../../kernel/text.ts';
import { type Daticert, messageIdOf, type PecKind, pecKinds, type Read, readDaticert } from './daticert.ts';
import { signedParts } from './signed-parts.ts';
import { verifyProvider } from './verify-provider.ts';

/** What can be said of any message in the mailbox before it is believed. */
export type Envelope = {
  readonly messageId: string | null;
  readonly from: string;
  readonly subject: string;
  /** What the headers claim it to be; null for ordinary mail and for what is no receipt. */
  readonly claims: PecKind | 'anomalia' | null;
  /** What the headers say it is about. */
  readonly about: string | null;
};

/** A receipt whose signature holds. */
export type Receipt = Daticert & { readonly signer: string; readonly about: string };

const wrong = (it: string, en: string) => ({ ok: false, why: text(it, en) }) as const;

/** Reads the outside of a message: of whatever is in the mailbox, however badly made. */
export async function readEnvelope(raw: Uint8Array): Promise<Envelope> {
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(() => undefined);
  const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value?.trim() ?? '';
  const receipt = header('x-ricevuta').toLowerCase();
  const transport = header('x-trasporto').toLowerCase();
  const about = header('x-riferimento-message-id');
  return {
    messageId: mail?.messageId ? messageIdOf(mail.messageId) : null,
    from: (mail?.from && 'address' in mail.from ? mail.from.address : undefined) ?? '',
    subject: mail?.subject ?? '',
    claims:
      pecKinds.find((kind) => kind === receipt) ??
      (transport === 'posta-certificata' ? 'posta-certificata' : transport === 'errore' ? 'anomalia' : null),
    about: about ? messageIdOf(about) : null,
  };
}

/**
 * Reads a receipt: its signature goes back to a trusted authority, its `daticert.xml` is in the part that was signed, and the
 * two agree with the headers. Only what was signed is believed.
 *
 * @param trusted certificates of authorities, PEM
 * @param at when it came in
 */
export async function readReceipt(
  raw: Buffer,
  { trusted, at }: { readonly trusted: string; readonly at: Date },
): Promise<Read<Receipt>> {
  const envelope = await readEnvelope(raw);
  const parts = signedParts(raw);
  if (!parts) return wrong('il messaggio non è firmato dal gestore', 'the message is not signed by the provider');
  const verified = await verifyProvider(parts, { trusted, from: envelope.from, at });
  if (!verified.ok) return verified;
  const inside = await PostalMime.parse(verified.value.content, { forceRfc822Attachments: true }).catch(
    () => undefined,
  );
  const found = (inside?.attachments ?? []).filter(isDaticert);
  if (found.length !== 1)
    return wrong('nel messaggio firmato manca il daticert.xml', 'the signed message has no daticert.xml');
  const daticert = readDaticert(Buffer.from(found[0]!.content as ArrayBuffer).toString('utf8'));
  if (!daticert.ok) return daticert;
  const { kind, about } = daticert.value;
  if (envelope.claims !== null && envelope.claims !== kind)
    return wrong(
      `l’intestazione dice «${envelope.claims}» e il daticert.xml «${kind}»`,
      `the header says "${envelope.claims}" and the daticert.xml "${kind}"`,
    );
  if (!about || (envelope.about !== null && envelope.about !== about))
    return wrong(
      'non si sa di quale messaggio sia la ricevuta, o intestazione e daticert.xml ne indicano due',
      'it is not known which message the receipt is about, or header and daticert.xml name two',
    );
  return { ok: true, value: { ...daticert.value, about, signer: verified.value.signer } };
}

const isDaticert = ({ filename }: Attachment) => filename?.toLowerCase() === 'daticert.xml';
