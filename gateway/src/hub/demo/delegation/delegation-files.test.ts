import { parseAgreements, parseDelegationOrders } from '@kommunhub/delegation';
import { decisionKindCodes } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../calendar.js';
import { homeKommuner } from '../data/dalarna.js';
import { demoNamnder } from '../data/namnder.js';
import { SeededRandom } from '../seeded-random.js';
import { agreementsText, orderText, planAgreements, planUppdrag, uppdragText } from './delegation-files.js';
import { planOrder } from './plan-order.js';

const today = dayOf('2026-05-04');
const orders = demoNamnder.map((namnd) => planOrder(namnd, today, new SeededRandom(1).fork(namnd.id)));

describe('the delegation orders of the demo', () => {
  it.each(orders)('of $namnd.id can be imported as they stand', (order) => {
    const { orders: parsed, faults } = parseDelegationOrders(orderText(order));
    expect(faults).toEqual([]);
    expect(parsed).toHaveLength(1);
    expect(parsed[0]).toMatchObject({ kommunCode: order.namnd.kommunCodes[0], namnd: order.namnd.id });
    expect(parsed[0]?.points).toHaveLength(order.points.length);
    expect(order.validFrom < '2026-05-04').toBe(true);
    expect(order.adoptedOn < order.validFrom).toBe(true);
  });

  it('leave kinds out and have matters that are not mapped', () => {
    for (const { points, ownLevels } of orders) {
      const own = points.filter(({ externalKommunCode }) => externalKommunCode === null);
      expect(new Set(own.flatMap(({ kinds }) => kinds))).toEqual(new Set(ownLevels.keys()));
      expect(ownLevels.size).toBeLessThan(decisionKindCodes.length);
      expect(ownLevels.size).toBeGreaterThanOrEqual(decisionKindCodes.length - 3);
      expect(points.some(({ kinds }) => kinds.length === 0)).toBe(true);
    }
  });

  it('differ between nämnder, in level and in condition', () => {
    for (const kind of ['D02', 'D03', 'D13'] as const) {
      expect(new Set(orders.map(({ ownLevels }) => ownLevels.get(kind))).size).toBeGreaterThan(1);
    }
  });

  it('name the employees of Falun in the ten home kommuner and nowhere else', () => {
    const naming = orders.filter(({ points }) => points.some((point) => point.externalKommunCode === '2080'));
    expect(naming.map(({ namnd }) => namnd.kommunCodes[0]).sort()).toEqual(
      homeKommuner.map(({ code }) => code).sort(),
    );
  });

  it('pass the mandate on lawfully but for one, and cite a repealed act in one', () => {
    const passed = orders.flatMap(({ points }) => points.filter(({ subDelegation }) => subDelegation));
    expect(passed.filter(({ level }) => level !== 'FORVALTNINGSCHEF')).toHaveLength(1);
    const cited = orders.filter(({ points }) => points.some(({ lagrum }) => lagrum.includes('2001:453')));
    expect(cited).toHaveLength(1);
  });
});

describe('the agreements and uppdrag of the demo', () => {
  it('let Falun act for ten kommuner, from a past day without end', () => {
    const { agreements, faults } = parseAgreements(agreementsText(planAgreements(today)));
    expect(faults).toEqual([]);
    expect(agreements.map(({ homeKommunCode }) => homeKommunCode)).toEqual(
      homeKommuner.map(({ code }) => code),
    );
    for (const { performingKommunCode, kinds, validFrom, validTo } of agreements) {
      expect(performingKommunCode).toBe('2080');
      expect(kinds).toContain('D05');
      expect(validFrom < '2026-05-04').toBe(true);
      expect(validTo).toBeNull();
    }
  });

  it('give the demo handläggare an uppdrag in each home nämnd, and Falun its sjuklöner, within the agreement', () => {
    const uppdrag = planUppdrag(today);
    for (const task of ['LSS_HANDLAGGNING', 'SJUKLON'] as const) {
      const ofTask = uppdrag.filter((one) => one.task === task);
      expect(new Set(ofTask.map(({ homeNamndId }) => homeNamndId)).size).toBe(10);
      for (const { validFrom, holder, staffId } of ofTask) {
        expect(validFrom >= (planAgreements(today)[0]?.validFrom ?? '')).toBe(true);
        expect([holder, staffId]).toEqual(
          task === 'SJUKLON'
            ? [{ holderFunction: 'SJUKLONEHANDLAGGARE' }, null]
            : [{ issuer: 'kommunhub-demo', subject: 'demo-handlaggare' }, 'SAML01'],
        );
      }
    }
    expect(uppdragText(uppdrag).trim().split('\r\n')).toHaveLength(21);
  });
});
