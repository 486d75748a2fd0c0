import type { Purpose, Role } from '@kommunhub/schema';

/** Who a token or key says that the caller is. What that gives is computed on the server. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  readonly kommunCode: string | null;
  readonly namndId: string | null;
  readonly purposes: readonly Purpose[];
  /** The caller's own id as handläggare in the own nämnd's case system. */
  readonly staffKey: string | null;
  /** Functions at the own kommun that an uppdrag may name instead of a person. */
  readonly functions: readonly string[];
}
