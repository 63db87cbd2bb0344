'use client';
import type { DeploymentLogLine } from '@codexos/protocol/deployment';
import { deploymentIdSchema } from '@codexos/protocol/ids';
import type { WireError } from '@codexos/protocol/wire-error';
import { useEffect, useRef, useState } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { getSocket, socketRequest } from '@/lib/socket/socket';

const KEPT_LINES = 500;

interface LogState {
  lines: readonly DeploymentLogLine[];
  problem: unknown;
}

interface LogUpdate {
  deploymentId: string;
  lines: DeploymentLogLine[];
  isReset: boolean;
  problem?: WireError;
}

/** What the deployed service writes, as it writes it. */
export function LogsSection({ deploymentId }: { deploymentId: string }) {
  const { lines, problem } = useServiceLogs(deploymentId);
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [lines]);
  return (
    <section aria-labelledby="logs" className="flex flex-col gap-3">
      <h2 id="logs" className="text-base font-medium">
        Logs
      </h2>
      {problem ? <ErrorNotice error={problem} isWarning /> : null}
      <div
        ref={box}
        role="log"
        aria-labelledby="logs"
        tabIndex={0}
        className="h-64 overflow-auto rounded-md border bg-card p-3 font-mono text-xs leading-5"
        onScroll={({ currentTarget: element }) => {
          isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
        }}
      >
        {lines.length === 0 ? (
          <p className="text-muted-foreground">Nothing has been written yet.</p>
        ) : (
          lines.map((line, index) => (
            // Lines have no identity of their own and only ever move up together.
            <p key={index} className="break-all whitespace-pre-wrap">
              {line.text === '' ? '\u00a0' : line.text}
            </p>
          ))
        )}
      </div>
    </section>
  );
}

function useServiceLogs(id: string): LogState {
  const [state, setState] = useState<LogState>({ lines: [], problem: undefined });
  useEffect(() => {
    const socket = getSocket();
    const deploymentId = deploymentIdSchema.parse(id);
    const join = () => {
      socketRequest(socket, 'deployment-logs-join', { deploymentId }).catch((problem: unknown) =>
        setState((before) => ({ ...before, problem })),
      );
    };
    const onLogs = (update: LogUpdate) => {
      if (update.deploymentId !== id) return;
      setState((before) => ({
        lines: [...(update.isReset ? [] : before.lines), ...update.lines].slice(-KEPT_LINES),
        problem: update.problem ?? (update.lines.length > 0 ? undefined : before.problem),
      }));
    };
    socket.on('connect', join);
    socket.on('deployment-logs', onLogs);
    if (socket.connected) join();
    return () => {
      socket.off('connect', join);
      socket.off('deployment-logs', onLogs);
      socket.emit('deployment-logs-leave', { deploymentId });
    };
  }, [id]);
  return state;
}
