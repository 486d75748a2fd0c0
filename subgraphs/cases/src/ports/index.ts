export { type ParticipationPort, participationByAgreement } from './participation-port.js';
