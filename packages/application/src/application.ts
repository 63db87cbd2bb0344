import type { Contract } from '@codexos/protocol/contract';
import type { ApplicationOptions } from './application-options.ts';
import { createContainer } from './container.ts';
import type { Services } from './services.ts';
import type { UseCase } from './use-case.ts';
import { USE_CASES } from './use-cases.gen.ts';

/** Everything the app can do, behind use cases. Apps talk to this and to nothing below it. */
export interface Application {
  services: Services;
  useCases: readonly UseCase[];
  /** Takes up runs that were left unfinished. */
  start(): Promise<void>;
  /** Lets go of everything; runs under way go on at the next start. */
  close(): Promise<void>;
}

/** Opens the database, brings it up to date and builds the services. */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const container = await createContainer(options);
  return { ...container, useCases: USE_CASES as unknown as readonly UseCase<Contract>[] };
}
