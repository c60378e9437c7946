export { createNotificationFlow } from './createNotificationFlow';
