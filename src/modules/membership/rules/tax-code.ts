/**
 * Whether eleven digits are a tax code of a body or company: the last is the check digit of the other ten.
 * Source: Ministry of Finance, decree of 23 December 1976 (the same rule as for the VAT number).
 */
export function isTaxCode(digits: string): boolean {
  if (!/^[0-9]{11}$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < 11; place++) {
    const digit = Number(digits[place]);
    const counted = place % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
