import { HubError, type Purpose, purposes, purposesOf, type Role } from '@kommunhub/schema';
import type { JWTPayload } from 'jose';
import type { Identity } from './identity.js';
import { acrValues, type Issuer } from './issuers-file.js';

/**
 * Who a checked token says that the caller is, in the issuer's own words.
 *
 * What the issuer is not bound to is refused, never left out: a token that
 * claims too much is not read as one that claims less.
 *
 * @throws HubError UNAUTHENTICATED
 */
export function readClaims(issuer: Issuer, payload: JWTPayload): Identity {
  const role = roleOf(issuer, payload);
  assertAcr(issuer, role, payload.acr);
  const place = role === 'region' ? nowhere : placeOf(issuer, payload);
  return {
    issuer: issuer.issuer,
    subject: subjectOf(payload),
    role,
    ...place,
    purposes: purposesIn(issuer, payload, role),
    staffKey: textOf(claim(payload, issuer.claims.staff)),
    functions: listOf(claim(payload, issuer.claims.functions)),
  };
}

/** Subjects are logged and compared: a text, and no longer than OpenID Connect lets it be (core 1.0, 2). */
function subjectOf({ sub }: JWTPayload): string {
  if (typeof sub === 'string' && sub !== '' && sub.length <= 255) return sub;
  throw refused('it does not say who asks');
}

const nowhere = { kommunCode: null, namndId: null };

function roleOf(issuer: Issuer, payload: JWTPayload): Role {
  const given = claim(payload, issuer.claims.role);
  const values = listOf(given);
  const known = values.filter((value) => Object.hasOwn(issuer.roles, value));
  const found = new Set(known.map((value) => issuer.roles[value]));
  const [role] = found;
  if (role === undefined) throw refused('it names no role that its issuer may give here');
  // Groups of other systems may stand beside, but never two roles: who asks must be clear.
  if (found.size > 1) throw refused('it names several roles; log in for one of them');
  if (!Array.isArray(given) && known.length !== values.length) throw refused('its role is not known here');
  return role;
}

function assertAcr(issuer: Issuer, role: Role, acr: unknown): void {
  const needed = acrValues(issuer, role);
  if (needed.length === 0 || (typeof acr === 'string' && needed.includes(acr))) return;
  throw refused('the log-in was not strong enough for the role');
}

function placeOf(issuer: Issuer, payload: JWTPayload): { kommunCode: string; namndId: string } {
  const namndId =
    issuer.claims.namnd === undefined
      ? only(Object.keys(issuer.namnder))
      : textOf(claim(payload, issuer.claims.namnd));
  const codes =
    namndId !== null && Object.hasOwn(issuer.namnder, namndId) ? issuer.namnder[namndId] : undefined;
  if (namndId === null || codes === undefined) throw refused('its issuer may not speak for that nämnd');
  const kommunCode =
    issuer.claims.kommun === undefined ? only(codes) : textOf(claim(payload, issuer.claims.kommun));
  if (kommunCode === null || !codes.includes(kommunCode))
    throw refused('the nämnd does not serve that kommun');
  return { kommunCode, namndId };
}

/** Without a claim for it, all that the role can have; a claim may only narrow that. */
function purposesIn(issuer: Issuer, payload: JWTPayload, role: Role): readonly Purpose[] {
  const ofRole = purposesOf(role);
  if (issuer.claims.purposes === undefined) return ofRole;
  const given = listOf(claim(payload, issuer.claims.purposes)).flatMap((text) => text.split(' '));
  if (given.some((text) => !(purposes as readonly string[]).includes(text)))
    throw refused('it names an unknown purpose');
  return ofRole.filter((purpose) => given.includes(purpose));
}

/** A claim by its whole name (many are URLs), else by a way into an object (Keycloak: realm_access.roles). */
function claim(payload: JWTPayload, name: string | undefined): unknown {
  if (name === undefined) return undefined;
  if (Object.hasOwn(payload, name)) return payload[name];
  let value: unknown = payload;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function listOf(value: unknown): string[] {
  if (typeof value === 'string' && value !== '') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function only(values: readonly string[]): string | null {
  return values.length === 1 ? (values[0] ?? null) : null;
}

function refused(reason: string): HubError {
  return new HubError('UNAUTHENTICATED', `The token is not taken: ${reason}.`);
}
