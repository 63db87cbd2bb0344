import { previewSchedule } from '@codexos/protocol/contracts/triggers.contract';
import { defineUseCase } from '../../use-case.ts';
import { assertSchedule, nextTimes, wordsOf } from './schedule.ts';

const SHOWN = 5;

export const previewScheduleUseCase = defineUseCase(
  previewSchedule,
  async ({ services: { clock }, body }) => {
    assertSchedule(body, clock());
    return { words: wordsOf(body), times: nextTimes(body, clock(), SHOWN) };
  },
);
