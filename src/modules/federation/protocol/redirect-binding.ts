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
  const raw = new Map<string, string>();
  for (const pair of query.replace(/^\?/, '').split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (raw.has(name)) return undefined;
    raw.set(name, value);
  }
  const message = raw.get(kind);
  const signature = raw.get('Signature');
  const relayState = raw.get('RelayState');
  if (!message || !signature || decoded(raw.get('SigAlg') ?? '') !== rsaSha256) return undefined;
  const signed = [
    `${kind}=${message}`,
    ...(relayState === undefined ? [] : [`RelayState=${relayState}`]),
    `SigAlg=${raw.get('SigAlg')}`,
  ].join('&');
  const bytes = Buffer.from(decoded(signature) ?? '', 'base64');
  try {
    if (!certificates.some((pem) => createVerify('RSA-SHA256').update(signed).verify(pem, bytes))) return undefined;
    const xml = inflateRawSync(Buffer.from(decoded(message) ?? '', 'base64'), { maxOutputLength: 1_000_000 });
    return { xml: xml.toString('utf8'), relayState: relayState === undefined ? undefined : decoded(relayState) };
  } catch {
    return undefined;
  }
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value.replace(/\+/g, ' '));
  } catch {
    return undefined;
  }
}
