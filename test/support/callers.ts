import type { Caller, Grant } from '@kommunhub/schema';

/** A handläggare of Falun's nämnd; state only what matters to the test. */
export function aCaller(changes: Partial<Caller> = {}): Caller {
  return {
    issuer: 'https://login.example',
    subject: 'kim',
    role: 'handlaggare',
    kommunCode: '2080',
    namndId: '2080-LSS',
    purpose: 'HANDLAGGNING',
    grants: [aGrant()],
    operationId: 'operation-1',
    operationName: 'Test',
    ...changes,
  };
}

export function aGrant(changes: Partial<Grant> = {}): Grant {
  return {
    namndId: '2080-LSS',
    kommunCodes: ['2080'],
    task: 'LSS_HANDLAGGNING',
    ground: 'OWN_NAMND',
    uppdragId: null,
    handlaggareIds: [],
    ...changes,
  };
}
