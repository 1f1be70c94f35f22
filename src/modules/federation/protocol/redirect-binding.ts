import { createSign, createVerify } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { rsaSha256 } from './saml-names.ts';

type Message = {
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly relayState?: string | undefined;
};

/**
 * The address that carries a SAML message in its query, deflated and signed.
 * Source: SAML 2.0 Bindings, 3.4.4.1.
 *
 * @param key the sender's private key, PEM
 */
export function redirectAddress(endpoint: string, message: Message, key: string): string {
  const signed = [
    [message.kind, deflateRawSync(message.xml).toString('base64')],
    ...(message.relayState === undefined ? [] : [['RelayState', message.relayState]]),
    ['SigAlg', rsaSha256],
  ]
    .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`)
    .join('&');
  const signature = createSign('RSA-SHA256').update(signed).sign(key, 'base64');
  return `${endpoint}${endpoint.includes('?') ? '&' : '?'}${signed}&Signature=${encodeURIComponent(signature)}`;
}

/**
 * The message in such an address, once its signature was found to be of one of the certificates; undefined otherwise.
 *
 * @param query as it came, undecoded: the signature is over these very characters
 */
export function readRedirect(
  query: string,
  kind: Message['kind'],
  certificates: readonly string[],
): Omit<Message, 'kind'> | undefined {
  const raw = fieldsOf(query);
  const signature = decoded(raw?.get('Signature'));
  if (!raw || !signature || decoded(raw.get('SigAlg')) !== rsaSha256) return undefined;
  const signed = [kind, 'RelayState', 'SigAlg'].flatMap((name) => (raw.has(name) ? `${name}=${raw.get(name)}` : []));
  const bytes = Buffer.from(signature, 'base64');
  const isSigned = certificates.some((pem) => {
    try {
      return createVerify('RSA-SHA256').update(signed.join('&')).verify(pem, bytes);
    } catch {
      return false;
    }
  });
  return isSigned ? unverifiedRedirect(query, kind) : undefined;
}

/** The message as it came, from whomever: only to learn whose certificates to check it with. */
export function unverifiedRedirect(query: string, kind: Message['kind']): Omit<Message, 'kind'> | undefined {
  const raw = fieldsOf(query);
  const message = decoded(raw?.get(kind));
  if (!message) return undefined;
  try {
    const xml = inflateRawSync(Buffer.from(message, 'base64'), { maxOutputLength: 1_000_000 });
    return { xml: xml.toString('utf8'), relayState: decoded(raw?.get('RelayState')) };
  } catch {
    return undefined;
  }
}

/** The fields of a query, undecoded; undefined where a name comes twice. */
function fieldsOf(query: string): Map<string, string> | undefined {
  const raw = new Map<string, string>();
  for (const pair of query.replace(/^\?/, '').split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (raw.has(name)) return undefined;
    raw.set(name, value);
  }
  return raw;
}

function decoded(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    return decodeURIComponent(value.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}
