import { describe, expect, it } from 'vitest';
import { type ClaimedShift, findDuplicateShifts } from './index.js';

const aClaimedShift = (some: Partial<ClaimedShift>): ClaimedShift => ({
  claimId: 'first',
  place: '0.0',
  assistantKey: 'assistant',
  substituteKey: null,
  personKey: 'person',
  date: '2026-03-02',
  start: '08:00',
  end: '16:00',
  hours: '8',
  type: 'AKTIV',
  ...some,
});
const found = (second: Partial<ClaimedShift>, first: Partial<ClaimedShift> = {}) =>
  findDuplicateShifts([aClaimedShift(first), aClaimedShift({ claimId: 'second', ...second })]).map(
    ({ kind, first: one, second: other }) => [kind, one.claimId, other.claimId],
  );

describe('shifts of two claims', () => {
  const pass = [['PASS', 'first', 'second']];
  const untimed = { start: null, end: null };

  it('are one claimed twice when times of the same assistant overlap, for whoever the assistance was', () => {
    expect(found({})).toEqual(pass);
    expect(found({ personKey: 'another', start: '15:59', end: '23:00', hours: '7' })).toEqual(pass);
    expect(found({ date: '2026-03-03', start: '06:00' }, { start: '22:00', end: '07:00' })).toEqual(pass);
  });
  it('are not when times meet, assistants differ or nobody knows who it was', () => {
    expect(found({ start: '16:00', end: '20:00' })).toEqual([]);
    expect(found({ assistantKey: 'another' })).toEqual([]);
    expect(found({ assistantKey: null }, { assistantKey: null })).toEqual([]);
    expect(found({ date: '2026-03-03' })).toEqual([]);
  });
  it('without times are when person, day, hours and kind are the same', () => {
    expect(found(untimed, untimed)).toEqual(pass);
    expect(found({ ...untimed, personKey: 'another' }, untimed)).toEqual([]);
    expect(found({ ...untimed, hours: '4' }, untimed)).toEqual([]);
    expect(found(untimed)).toEqual([]);
  });
  it('of one claim are left to its calculation', () => {
    expect(found({ claimId: 'first' })).toEqual([]);
  });
  it('have one substitute at two places', () => {
    const second = { assistantKey: 'another', substituteKey: 'substitute', start: '12:00' };
    expect(found(second, { substituteKey: 'substitute' })).toEqual([['VIKARIE', 'first', 'second']]);
    expect(found({ ...second, start: '16:00', end: '20:00' }, { substituteKey: 'substitute' })).toEqual([]);
  });
});
