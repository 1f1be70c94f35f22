/** A business for which a person came, as the public identity says: at least its VAT number or its fiscal code. */
export type Business = {
  readonly name: string;
  /** Eleven digits, where it is Italian (`VATIT-` taken away). */
  readonly vatNumber: string | null;
  readonly fiscalCode: string | null;
  readonly office: string | null;
};

/**
 * The business in the attributes of an identity for professional use; null where there is none, or its VAT number's check
 * digit is wrong and nothing else names it.
 * Source: SPID, tabella attributi (`companyName`, `ivaCode`, `companyFiscalNumber`, `registeredOffice`).
 */
export function businessIn(attributes: Readonly<Record<string, string>>): Business | null {
  const vatNumber = vatNumberIn(attributes.ivaCode);
  const fiscalCode =
    attributes.companyFiscalNumber
      ?.trim()
      .toUpperCase()
      .replace(/^TINIT-/, '') || null;
  if (vatNumber === null && fiscalCode === null) return null;
  const office = attributes.companyOffice?.trim() || attributes.registeredOffice?.trim() || null;
  return { name: attributes.companyName?.trim() || '', vatNumber, fiscalCode, office };
}

function vatNumberIn(attribute: string | undefined): string | null {
  const number = attribute?.trim().replace(/^VATIT-/i, '') ?? '';
  return /^\d{11}$/.test(number) && isSumTen(number) ? number : null;
}

/** Luhn's sum over eleven digits. Source: decreto ministeriale 23 dicembre 1976, art. 10. */
function isSumTen(number: string): boolean {
  let sum = 0;
  for (const [index, character] of [...number].entries()) {
    const digit = Number(character);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
