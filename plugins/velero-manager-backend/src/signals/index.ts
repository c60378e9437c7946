export { SignalPublisher } from './SignalPublisher';
