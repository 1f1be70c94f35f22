import { type Text, text } from '../../../../kernel/text.ts';

/** The tools with which one connects to a machine; a program of its own is none of ours. */
export const remoteTools = ['meshcentral', 'rustdesk', 'anydesk', 'other'] as const;
export type RemoteTool = (typeof remoteTools)[number];

/**
 * The link that each takes, as its makers document it; `{macchina}` is the name of the machine, `{codice}` the code that it has in
 * the tool.
 */
export const readyTemplates: Readonly<Record<Exclude<RemoteTool, 'other'>, string>> = {
  meshcentral: 'https://mesh.example.it/?gotodevicename={macchina}&viewmode=11',
  rustdesk: 'rustdesk://{codice}',
  anydesk: 'anydesk:{codice}',
};

const schemes = ['https:', 'rustdesk:', 'anydesk:'];
const places = /\{(macchina|codice)\}/g;

/** What is wrong with a link template; nothing where it can be used. */
export function wrongInTemplate(template: string): Text | undefined {
  if (/[\s\p{Cc}"'<>\\]/u.test(template))
    return text('Il collegamento non ha spazi né virgolette.', 'The link has neither spaces nor quotes.');
  if (template.search(places) < 0)
    return text(
      'Nel collegamento manca il posto della macchina, {macchina} o {codice}.',
      'The link lacks the place of the machine, {macchina} or {codice}.',
    );
  const filled = template.replace(places, 'x');
  if (/[{}]/.test(filled))
    return text(
      'Fra graffe ci sono solo {macchina} e {codice}.',
      'Between braces there are only {macchina} and {codice}.',
    );
  const url = URL.canParse(filled) ? new URL(filled) : undefined;
  if (!url || !schemes.includes(url.protocol))
    return text(
      'Il collegamento comincia con https://, rustdesk: o anydesk:.',
      'The link begins with https://, rustdesk: or anydesk:.',
    );
  if (url.protocol !== 'https:') return undefined;
  const host = /^https:\/\/([^/?#]*)/i.exec(template)?.[1] ?? '';
  if (host === '' || host.includes('{') || url.username !== '' || url.password !== '')
    return text(
      'L’indirizzo del sito è fisso, senza nome utente né password.',
      'The address of the site is fixed, with neither user name nor password.',
    );
  return undefined;
}

/** The link to a machine. What stands for it is written so that it stays a part of the address. */
export function linkTo(template: string, machine: { readonly name: string; readonly code: string }): string {
  return template.replace(places, (_, place: string) =>
    encodeURIComponent(place === 'codice' ? machine.code : machine.name),
  );
}

/** Whether a template needs the code of the machine. */
export function needsCode(template: string): boolean {
  return template.includes('{codice}');
}
