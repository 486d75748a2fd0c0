import type { SjuklonCalculation, SjuklonInput } from '@kommunhub/schema';
import type { NamndKeys, Session } from '@kommunhub/subgraph-kit';
import type { ClaimRow } from '../rows/claim-rows.js';

const table = 'sjukloner.claims';
type Cell = 'input_cipher' | 'calculation_cipher' | 'motivation_cipher';

/** Encrypts what a claim says, for its cell. */
export function sealed(keys: NamndKeys, id: string, cell: Cell, content: unknown): Buffer {
  return keys.encrypt(table, id, cell, typeof content === 'string' ? content : JSON.stringify(content));
}

async function opened(session: Session, row: ClaimRow, cell: Cell, cipher: Buffer): Promise<string> {
  return (await session.keys(row.namndId)).decrypt(table, row.id, cell, cipher);
}

/** The claim as it was checked when it came or was completed. */
export async function inputOf(session: Session, row: ClaimRow): Promise<SjuklonInput> {
  return JSON.parse(await opened(session, row, 'input_cipher', row.inputCipher));
}

/** The calculation that holds for the claim: after the decision the one it rests on. */
export async function calculationOf(session: Session, row: ClaimRow): Promise<SjuklonCalculation> {
  return JSON.parse(await opened(session, row, 'calculation_cipher', row.calculationCipher));
}

export async function motivationOf(session: Session, row: ClaimRow): Promise<string | null> {
  return row.motivationCipher === null
    ? null
    : opened(session, row, 'motivation_cipher', row.motivationCipher);
}
