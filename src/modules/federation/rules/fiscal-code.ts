import { isFiscalCode } from '../../../kernel/fiscal-code.ts';

export { isFiscalCode };

/**
 * The fiscal code in an attribute of SPID or CIE (`TINIT-RSSMRA80A01H501U`); undefined when there is none that is valid, or it
 * is of another country.
 */
export function fiscalCodeIn(attribute: string | undefined): string | undefined {
  const code = attribute
    ?.trim()
    .toUpperCase()
    .replace(/^TINIT-/, '');
  return code !== undefined && isFiscalCode(code) ? code : undefined;
}
