// Sjuklön calculations a second on one core: a plain claim of three shifts, and a half-year's claim of a company.
import { calculateSjuklon, checkSjuklonInput, defaultSjuklonPolicy } from '../../schema/dist/index.js';

const goal = 20_000;
const today = '2026-06-01';
const shift = (date) => ({ date, start: '08:00', end: '16:00', hours: '8', substitute: 'Bo Lind' });
const period = (index, days) => ({
  assistant: { name: `Assistent ${index}`, birthYear: 1985, hourlyPay: '150', averageWeeklyHours: '30' },
  firstSickDay: days[0],
  lastSickDay: days.at(-1),
  shifts: days.map(shift),
});
const days = (from, count) =>
  Array.from({ length: count }, (_, index) => `2026-03-${String(from + index).padStart(2, '0')}`);
const claim = (sickPeriods) => ({
  kommunCode: '2080',
  provider: { name: 'Assistans i Dalarna AB' },
  applicationDate: '2026-04-10',
  sickPeriods,
});
const plain = claim([period(0, days(2, 3))]);
const large = claim(Array.from({ length: 30 }, (_, index) => period(index, days(1 + (index % 15), 7))));

for (const [title, input] of [
  ['plain, three shifts', plain],
  ['30 spells of seven shifts', large],
]) {
  const checked = checkSjuklonInput(input, today);
  if (checked.kind !== 'value') throw new Error(JSON.stringify(checked.faults));
  const calculations = perSecond(() => calculateSjuklon(checked.value, defaultSjuklonPolicy));
  const withCheck = perSecond(() =>
    calculateSjuklon(checkSjuklonInput(input, today).value, defaultSjuklonPolicy),
  );
  const judged = input === plain ? `, goal ${goal}: ${calculations >= goal ? 'met' : 'MISSED'}` : '';
  console.log(
    `sjuklön, ${title}: ${Math.round(calculations)} calculations/s of processor time${judged}; with input checking ${Math.round(withCheck)}/s`,
  );
}

/** Calls in a second of processor time, the best of five rounds: what else the machine does counts little. */
function perSecond(act) {
  round(act, 300);
  return Math.max(...Array.from({ length: 5 }, () => round(act, 300)));
}

function round(act, milliseconds) {
  const begun = process.cpuUsage();
  const until = performance.now() + milliseconds;
  let times = 0;
  for (; performance.now() < until; times += 10) for (let turn = 0; turn < 10; turn += 1) act();
  const { user, system } = process.cpuUsage(begun);
  return (times * 1e6) / (user + system);
}
