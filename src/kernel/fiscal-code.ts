const shape = /^[A-Z]{6}[\dLMNPQRSTUV]{2}[ABCDEHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z]$/;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Values of characters in odd places (the first, the third…), for digits and then for letters. */
const oddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const oddLetters = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/**
 * Whether a text is the fiscal code of a person: sixteen upper-case characters in their places, with letters for digits
 * where two people would have had the same, and the right check letter. Provisional codes of eleven digits are not.
 * Source: decreto ministeriale 23 dicembre 1976, art. 2-8.
 */
export function isFiscalCode(code: string): boolean {
  return shape.test(code) && checkLetter(code.slice(0, 15)) === code[15];
}

/** The letter that closes a code, from the fifteen characters before it. */
function checkLetter(characters: string): string {
  let sum = 0;
  for (const [index, character] of [...characters].entries()) {
    const value = alphabet.indexOf(character);
    const isDigit = value < 10;
    if (index % 2 === 0) sum += isDigit ? oddDigits[value]! : oddLetters[value - 10]!;
    else sum += isDigit ? value : value - 10;
  }
  return String.fromCharCode(65 + (sum % 26));
}
