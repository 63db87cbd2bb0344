export const START_TOKEN = 'start-token-of-the-tests';
