export { hasAccepted, saysAccepted } from './acceptance';
export { journeyGoal } from './journeyGoal';
