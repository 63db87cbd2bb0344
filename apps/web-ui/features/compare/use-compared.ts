'use client';
import { getRun, listRuns, type RunDetail, type RunSummary } from '@codexos/protocol/contracts/runs.contract';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { useApiQuery } from '@/lib/api/use-api-query';

const LISTED = 50;

/** The two runs that the address names, and those of the same flow or agent that may be chosen instead. */
export function useCompared() {
  const router = useRouter();
  const search = useSearchParams();
  const aId = search.get('a') ?? undefined;
  const bId = search.get('b') ?? undefined;
  const a = useRunDetail(aId);
  const b = useRunDetail(bId);
  const known = b.data ?? a.data;
  const of = known?.flowId
    ? { flowId: known.flowId }
    : known?.agentId
      ? { agentId: known.agentId }
      : undefined;
  const { data } = useApiQuery(listRuns, { query: { limit: LISTED, ...of } }, { enabled: of !== undefined });
  const runs = withBoth(data?.items ?? [], [a.data, b.data]);
  const originId = b.data?.origin?.runId;
  // The run before it, where none is named: what one most likely wants to know is what has changed since.
  const before = originId ?? data?.items.find(({ id }) => bId !== undefined && id < bId)?.id;
  const show = (next: { a: string | undefined; b: string | undefined }) => router.replace(addressOf(next));
  useEffect(() => {
    if (aId === undefined && before !== undefined) router.replace(addressOf({ a: before, b: bId }));
  }, [router, aId, bId, before]);
  return {
    a,
    b,
    aId,
    bId,
    originId,
    runs,
    /** There is nothing that it could be compared with. */
    isAlone: aId === undefined && data !== undefined && before === undefined,
    chooseA: (id: string) => show({ a: id, b: bId }),
    chooseB: (id: string) => show({ a: aId, b: id }),
    swap: () => show({ a: bId, b: aId }),
  };
}

function useRunDetail(runId: string | undefined) {
  return useApiQuery(getRun, { params: { runId: runId ?? '' } }, { enabled: runId !== undefined });
}

function addressOf({ a, b }: { a: string | undefined; b: string | undefined }): string {
  const search = new URLSearchParams();
  if (a !== undefined) search.set('a', a);
  if (b !== undefined) search.set('b', b);
  return `/runs/compare?${search.toString()}`;
}

/** The list, newest first, with the two in it although they may be older. */
function withBoth(listed: readonly RunSummary[], both: readonly (RunDetail | undefined)[]): RunSummary[] {
  const runs = new Map(listed.map((run) => [run.id as string, run]));
  for (const run of both) if (run && !runs.has(run.id)) runs.set(run.id, run);
  return [...runs.values()].sort((left, right) => (left.id < right.id ? 1 : -1));
}
