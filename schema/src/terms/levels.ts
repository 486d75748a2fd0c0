import { codesOf, termSet } from './term.js';

/** Who decides, from the lowest step to the nämnd (KL 6 kap. 37 och 39 §§, 7 kap. 5 §). */
export const decisionLevelTerms = termSet({
  HANDLAGGARE: ['Handläggare', 'KL 7 kap. 5 §'],
  FORSTE_HANDLAGGARE: ['Förste handläggare', 'KL 7 kap. 5 §'],
  GRUPPLEDARE: ['Gruppledare', 'KL 7 kap. 5 §'],
  ENHETSCHEF: ['Enhetschef', 'KL 7 kap. 5 §'],
  VERKSAMHETSCHEF: ['Verksamhetschef', 'KL 7 kap. 5 §'],
  FORVALTNINGSCHEF: ['Förvaltningschef', 'KL 7 kap. 6 §'],
  ORDFORANDE: ['Ordförande', 'KL 6 kap. 37 §'],
  ORDFORANDE_BRADSKANDE: ['Ordförande i brådskande ärende', 'KL 6 kap. 39 §'],
  UTSKOTT: ['Utskott', 'KL 6 kap. 37 §'],
  NAMND: ['Nämnden', 'KL 6 kap. 37 §'],
});
export type DecisionLevel = keyof typeof decisionLevelTerms;
export const decisionLevels = codesOf(decisionLevelTerms);

const steps: Readonly<Record<DecisionLevel, number>> = {
  HANDLAGGARE: 1,
  FORSTE_HANDLAGGARE: 2,
  GRUPPLEDARE: 2,
  ENHETSCHEF: 3,
  VERKSAMHETSCHEF: 4,
  FORVALTNINGSCHEF: 5,
  ORDFORANDE: 6,
  ORDFORANDE_BRADSKANDE: 6,
  UTSKOTT: 7,
  NAMND: 8,
};

/** The step of a level on the scale of comparison, 1 lowest to 8 (nämnden). */
export function levelStep(level: DecisionLevel): number {
  return steps[level];
}

/** Positions of `domain.md` 1.2 plus the level names, which are accepted as positions. */
export const befattningTerms = termSet({
  LSS_HANDLAGGARE: ['LSS-handläggare', null],
  SJUKLONEHANDLAGGARE: ['Sjuklönehandläggare', null],
  BISTANDSHANDLAGGARE: ['Biståndshandläggare', null],
  SOCIALSEKRETERARE: ['Socialsekreterare', null],
  VERKSTALLANDE_HANDLAGGARE: ['Verkställande handläggare', null],
  METODHANDLEDARE: ['Metodhandledare', null],
  KOORDINATOR: ['Koordinator', null],
  ADMINISTRATOR: ['Administratör', null],
  HANDLAGGARE: ['Handläggare', null],
  FORSTE_HANDLAGGARE: ['Förste handläggare', null],
  GRUPPLEDARE: ['Gruppledare', null],
  ENHETSCHEF: ['Enhetschef', null],
  VERKSAMHETSCHEF: ['Verksamhetschef', null],
  FORVALTNINGSCHEF: ['Förvaltningschef', null],
  ORDFORANDE: ['Ordförande', null],
  UTSKOTT: ['Utskott', null],
  NAMND: ['Nämnden', null],
});
export type Befattning = keyof typeof befattningTerms;

const levelsByBefattning: Readonly<Record<Befattning, DecisionLevel | null>> = {
  LSS_HANDLAGGARE: 'HANDLAGGARE',
  SJUKLONEHANDLAGGARE: 'HANDLAGGARE',
  BISTANDSHANDLAGGARE: 'HANDLAGGARE',
  SOCIALSEKRETERARE: 'HANDLAGGARE',
  VERKSTALLANDE_HANDLAGGARE: 'HANDLAGGARE',
  METODHANDLEDARE: null,
  KOORDINATOR: null,
  ADMINISTRATOR: null,
  HANDLAGGARE: 'HANDLAGGARE',
  FORSTE_HANDLAGGARE: 'FORSTE_HANDLAGGARE',
  GRUPPLEDARE: 'GRUPPLEDARE',
  ENHETSCHEF: 'ENHETSCHEF',
  VERKSAMHETSCHEF: 'VERKSAMHETSCHEF',
  FORVALTNINGSCHEF: 'FORVALTNINGSCHEF',
  ORDFORANDE: 'ORDFORANDE',
  UTSKOTT: 'UTSKOTT',
  NAMND: 'NAMND',
};

/** The level at which somebody in the position decides; null when the position has none. */
export function levelOfBefattning(befattning: Befattning): DecisionLevel | null {
  return levelsByBefattning[befattning];
}
