/** The name of a file that somebody sent, without folders and without characters that end a header line; 200 letters at most. */
export function plainFileName(name: string, otherwise = 'documento'): string {
  const plain = name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}"<>]+/gu, ' ')
    .trim();
  return plain.slice(-200) || otherwise;
}

/** Whether it is a PDF, by what is in it: readers take a header within the first 1,024 bytes. A signed envelope around one is not. */
export function isPdf(bytes: Uint8Array): boolean {
  return documentType(bytes) === 'application/pdf';
}

/** The media type of a document that can be signed, by its first bytes: a signed envelope (DER, or PEM as some programs write it), or a PDF. */
export function documentType(bytes: Uint8Array): 'application/pdf' | 'application/pkcs7-mime' | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024));
  const isDer = start[0] === 0x30 && start[1] !== undefined && (start[1] & 0x80) !== 0;
  if (isDer || start.subarray(0, 40).includes('-----BEGIN PKCS7-----')) return 'application/pkcs7-mime';
  return start.includes('%PDF-') ? 'application/pdf' : undefined;
}
