'use client';
import { getRunValue } from '@codexos/protocol/contracts/run-values.contract';
import type { JsonValue } from '@codexos/protocol/json';
import { isLargeValue, type LargeValue } from '@codexos/protocol/large-value';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatBytes } from '@/lib/format';

/** Longer ones are fetched when somebody asks for them, in characters. */
const MAX_UNASKED = 200_000;

interface WholeValueProps {
  value: JsonValue;
  /** Draws the value once it is there. */
  children: (value: JsonValue) => ReactNode;
}

/** A value of a run. Events only carry the beginning of a long one; the rest is fetched here. */
export function WholeValue({ value, children }: WholeValueProps) {
  return isLargeValue(value) ? (
    <FetchedValue key={value.$large.hash} large={value.$large}>
      {children}
    </FetchedValue>
  ) : (
    children(value)
  );
}

interface FetchedValueProps {
  large: LargeValue['$large'];
  children: (value: JsonValue) => ReactNode;
}

function FetchedValue({ large, children }: FetchedValueProps) {
  const { runId, hash, length, preview } = large;
  const [isAskedFor, setAskedFor] = useState(length <= MAX_UNASKED);
  const { data, error, refetch } = useApiQuery(
    getRunValue,
    { params: { runId, hash } },
    { enabled: isAskedFor, staleTime: Infinity },
  );
  if (data) return children(data.value);
  return (
    <div className="flex flex-col gap-2 rounded-md border bg-card p-2.5" aria-busy={isAskedFor && !error}>
      <pre
        tabIndex={0}
        aria-label="How the value begins"
        className="max-h-40 overflow-auto font-mono text-2xs leading-4.5 break-words whitespace-pre-wrap text-muted-foreground"
      >
        {preview}…
      </pre>
      {error ? (
        <ErrorNotice
          error={error}
          action={
            <Button size="sm" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      ) : null}
      {isAskedFor ? null : (
        <Button size="sm" className="self-start" onClick={() => setAskedFor(true)}>
          Show all of it ({formatBytes(length)})
        </Button>
      )}
    </div>
  );
}
