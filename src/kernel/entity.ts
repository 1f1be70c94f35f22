/** An entity's code: the IPA code in lower case (`c_g825`), unique in its association. */
export type EntityCode = string & { readonly __brand: 'EntityCode' };

export function entityCode(code: string): EntityCode {
  return code as EntityCode;
}

export const entityKinds = ['comune', 'unione', 'comunita_montana', 'provincia', 'other'] as const;
export type EntityKind = (typeof entityKinds)[number];
