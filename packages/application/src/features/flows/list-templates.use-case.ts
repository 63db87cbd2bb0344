import { listTemplates } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';
import { TEMPLATES } from './templates.ts';

export const listTemplatesUseCase = defineUseCase(listTemplates, async () => ({ items: [...TEMPLATES] }));
