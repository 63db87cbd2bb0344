export { FAULTS, type Fault } from './faults.ts';
export { startConsoleDouble, type ConsoleDouble } from './start-console-double.ts';
export { startBackend, startCommand, type RunningService, type StartService } from './start-process.ts';
