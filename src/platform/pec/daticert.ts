import { DOMParser } from '@xmldom/xmldom';
import { type Text, text } from '../../kernel/text.ts';

export const pecKinds = [
  'accettazione',
  'non-accettazione',
  'presa-in-carico',
  'avvenuta-consegna',
  'posta-certificata',
  'errore-consegna',
  'preavviso-errore-consegna',
  'rilevazione-virus',
] as const;
export type PecKind = (typeof pecKinds)[number];

const errors = ['nessuno', 'no-dest', 'no-dominio', 'virus', 'altro'] as const;
const deliveries = ['completa', 'breve', 'sintetica'] as const;

/** What a provider certifies of a message: the text `daticert.xml` of a receipt or of a certified message. */
export type Daticert = {
  readonly kind: PecKind;
  readonly error: (typeof errors)[number];
  readonly sender: string;
  readonly recipients: readonly { readonly address: string; readonly certified: boolean }[];
  readonly subject: string;
  readonly provider: string;
  readonly at: Date;
  readonly identifier: string;
  /** The `Message-ID` of the message it is about, in angle brackets; null where it says none. */
  readonly about: string | null;
  /** How much of the message the delivery receipt gives back. */
  readonly delivery: (typeof deliveries)[number] | null;
  /** The recipient that a delivery, or the lack of one, is about. */
  readonly deliveredTo: string | null;
  /** Those a taking in charge is about. */
  readonly takenFor: readonly string[];
  readonly detail: string | null;
};

export type Read<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: Text };

const wrong = (it: string, en: string) => ({ ok: false, why: text(it, en) }) as const;
const longest = 1_000_000;

/**
 * Reads a `daticert.xml`. Elements that it does not know are passed over, as later versions may add them; entities and inner
 * document types are refused. Source: DM 2 November 2005, annex, par. 7.4; RFC 6109, par. 4.4.
 */
export function readDaticert(xml: string): Read<Daticert> {
  const bare = xml.replace(/^\uFEFF/, '').replace(/<!DOCTYPE\s+postacert\b[^[\]>]*>/i, '');
  if (bare.length > longest) return wrong('il daticert.xml è troppo lungo', 'the daticert.xml is too long');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(bare))
    return wrong('il daticert.xml dichiara entità proprie', 'the daticert.xml declares entities of its own');
  const root = parsed(bare);
  if (!root) return wrong('il daticert.xml non è XML corretto', 'the daticert.xml is not well-formed');
  if (root.nodeName !== 'postacert')
    return wrong('il daticert.xml non comincia con «postacert»', 'the daticert.xml does not begin with "postacert"');
  const kind = pecKinds.find((one) => one === root.getAttribute('tipo'));
  if (!kind) return wrong('il daticert.xml ha un tipo sconosciuto', 'the daticert.xml is of an unknown kind');
  const error = root.getAttribute('errore') || 'nessuno';
  const [head, data] = [child(root, 'intestazione'), child(root, 'dati')];
  if (!head || !data)
    return wrong('nel daticert.xml mancano l’intestazione o i dati', 'the daticert.xml lacks the heading or the data');
  const at = instantIn(child(data, 'data'));
  if (!at) return wrong('nel daticert.xml manca una data leggibile', 'the daticert.xml has no date that can be read');
  const identifier = said(data, 'identificativo');
  if (!identifier) return wrong('nel daticert.xml manca l’identificativo', 'the daticert.xml lacks the identifier');
  const about = said(data, 'msgid');
  return {
    ok: true,
    value: {
      kind,
      error: errors.find((one) => one === error) ?? 'altro',
      sender: addressOf(said(head, 'mittente')),
      recipients: children(head, 'destinatari').map((one) => ({
        address: addressOf(content(one)),
        certified: one.getAttribute('tipo') !== 'esterno',
      })),
      subject: said(head, 'oggetto'),
      provider: said(data, 'gestore-emittente'),
      at,
      identifier,
      about: about ? messageIdOf(about) : null,
      delivery: deliveries.find((one) => one === child(data, 'ricevuta')?.getAttribute('tipo')) ?? null,
      deliveredTo: addressOf(said(data, 'consegna')) || null,
      takenFor: children(data, 'ricezione').map((one) => addressOf(content(one))),
      detail: said(data, 'errore-esteso') || null,
    },
  };
}

/** A `Message-ID` as it is kept: in angle brackets, without what stands around them. */
export function messageIdOf(written: string): string {
  const inside = /<([^<>\s]+)>/.exec(written)?.[1] ?? written.replace(/[<>\s]/g, '');
  return `<${inside}>`;
}

/** An address as it is compared: lower case, without the name. */
export function addressOf(written: string): string {
  return (/<([^<>]+)>/.exec(written)?.[1] ?? written).trim().toLowerCase();
}

function parsed(xml: string): Element | undefined {
  let flawed = false;
  const flaw = () => {
    flawed = true;
  };
  try {
    const read = new DOMParser({ errorHandler: { warning: () => {}, error: flaw, fatalError: flaw } });
    const document = read.parseFromString(xml, 'text/xml') as unknown as Document | undefined;
    return flawed ? undefined : (document?.documentElement ?? undefined);
  } catch {
    return undefined;
  }
}

function children(parent: Element, name: string): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling)
    if (node.nodeType === 1 && node.nodeName === name) found.push(node as Element);
  return found;
}

const child = (parent: Element, name: string): Element | undefined => children(parent, name)[0];
const content = (element: Element | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const said = (parent: Element, name: string): string => content(child(parent, name));

function instantIn(data: Element | undefined): Date | undefined {
  if (!data) return undefined;
  const day = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(said(data, 'giorno'));
  const time = /^(\d{2}):(\d{2}):(\d{2})$/.exec(said(data, 'ora'));
  const zone = /^([+-])(\d{2}):?(\d{2})$/.exec((data.getAttribute('zona') ?? '').trim());
  if (!day || !time || !zone) return undefined;
  const written = `${day[3]}-${day[2]}-${day[1]}T${time[0]}${zone[1]}${zone[2]}:${zone[3]}`;
  const at = new Date(written);
  if (Number.isNaN(at.getTime())) return undefined;
  const minutes = (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
  const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return local === written.slice(0, 19) ? at : undefined;
}
