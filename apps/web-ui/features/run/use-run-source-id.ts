'use client';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { getRun } from '@codexos/protocol/contracts/runs.contract';
import { useApiQuery } from '@/lib/api/use-api-query';
import { citedSourceId } from '@/components/source-binding';

/** The source that citations without one of their own belong to. */
export function useRunSourceId(runId: string, isNeeded: boolean): string | undefined {
  const { data: run } = useApiQuery(getRun, { params: { runId } }, { enabled: isNeeded, staleTime: 60_000 });
  const { data: bases } = useApiQuery(listKnowledgeBases, {}, { enabled: isNeeded });
  return citedSourceId(run?.source, bases?.items ?? []);
}
