/** A head of a chain as it is signed and deposited outside. */
export type SignedHead = {
  readonly association: string;
  readonly number: number;
  readonly hash: string;
  /** When it was signed. */
  readonly at: string;
  /** Ed25519, in base64. */
  readonly signature: string;
};

/** Entries taken away: from which to which, the hashes at both ends, the hash of their file. */
export type SignedArchive = {
  readonly association: string;
  readonly first: number;
  readonly last: number;
  /** Hash of the entry before the first. */
  readonly previous: string;
  /** Hash of the last entry. */
  readonly hash: string;
  readonly sha256: string;
  readonly at: string;
  readonly signature: string;
};

/** The text that is signed for a head: a line a field. */
export function headStatement(head: Omit<SignedHead, 'signature'>): string {
  return `comunanza-audit-head-1\n${head.association}\n${head.number}\n${head.hash}\n${head.at}\n`;
}

/** The text that is signed for an archive: a line a field. */
export function archiveStatement(archive: Omit<SignedArchive, 'signature'>): string {
  const { association, first, last, previous, hash, sha256, at } = archive;
  return `comunanza-audit-archive-1\n${association}\n${first}\n${last}\n${previous}\n${hash}\n${sha256}\n${at}\n`;
}
