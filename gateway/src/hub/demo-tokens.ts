import { purposesOf, type Role } from '@kommunhub/schema';
import { type DevelopmentIdentity, signDevelopmentToken } from '../identity/development-tokens.js';
import { demoIdentities } from './demo/index.js';
import type { Secrets } from './secrets.js';

export type DemoTokens = Readonly<Record<Role, string>>;

/** Who the demo's token of a role speaks for, with every purpose of the role. */
export function demoIdentity(role: Role): DevelopmentIdentity {
  return { ...demoIdentities[role], purposes: purposesOf(role) };
}

/** One token per role of the demo, valid for eight hours. */
export async function createDemoTokens(secrets: Secrets, now: Date): Promise<DemoTokens> {
  const key = Buffer.from(secrets.tokenKey, 'hex');
  const sign = async (role: Role) =>
    [role, await signDevelopmentToken(demoIdentity(role), key, now)] as const;
  const signed = await Promise.all((Object.keys(demoIdentities) as Role[]).map(sign));
  return Object.fromEntries(signed) as DemoTokens;
}
